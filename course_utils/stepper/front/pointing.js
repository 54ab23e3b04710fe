// Pointing at a part of the diagram, a neuron, a weight or a bias, asks how its number comes about. The first click
// leads to the step that computes it in the phase that one is in, the second to its gradient, the third to its value.

/** The steps to which clicks on a part lead, one after the other, in a phase. */
export function stopsOf(part, phase, trace) {
  const stops = [stepIn(part, phase, trace), bornIn(part.about.gradient, trace)[0], stepIn(part, "forward", trace)];
  return [...new Set(stops.filter((step) => step !== undefined))];
}

/** The next stop after a step, or the first one; undefined where the only stop is already reached. */
export function nextStop(stops, step) {
  const next = stops[(stops.indexOf(step) + 1) % stops.length];
  return next === step ? undefined : next;
}

/** The step of a phase in which a part's number is computed, else where it is lit first; else the same forward. */
function stepIn(part, phase, trace) {
  const { steps, phases } = trace;
  const inPhase = (step) => phases[steps[step].phase].key === phase;
  const own = bornIn([...part.about.value, ...part.about.gradient], trace).findLast(inPhase);
  if (own !== undefined) return own;
  const lit = steps.findIndex(({ light }, step) => inPhase(step) && isLit(part, light));
  if (lit >= 0) return lit;
  return phase === "forward" ? undefined : stepIn(part, "forward", trace);
}

function bornIn(quantities, trace) {
  return quantities.map((quantity) => trace.quantities[quantity].born).filter((born) => born !== null && born >= 0);
}

function isLit({ id, about, from }, light) {
  return Boolean(from ? light.edges[id] : light.nodes[about.of ?? id]);
}

/** What a part is called, as in w₅ or out h₁. */
export function symbolOf({ about }, trace) {
  return trace.quantities[about.value[0]].symbol;
}

/** A part's value and its gradient, as far as they are known: pairs of symbol and text. */
export function toldOf({ about }, { trace, latest }) {
  const told = (quantities) => {
    if (quantities.length === 0) return [];
    const { symbol } = trace.quantities[quantities[0]];
    return [[symbol, latest(quantities)]];
  };
  return [...told(about.value), ...told(about.gradient)];
}

/** The same in a sentence. */
export function toldWords(part, view) {
  const pairs = toldOf(part, view).map(([symbol, text]) => (text ? `${symbol} = ${text}` : `${symbol} not yet known`));
  return pairs.join(", ");
}
