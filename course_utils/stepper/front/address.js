// The address of a step: the name of what it computes, as code writes it (dL/dw5, out_h1, w5+) or as a page does
// (∂L/∂w₅, out h1, w₅⁺); a neuron (h1) stands for its output; or the name of a phase, or the step's number.
// `course_utils/stepper/address.py` reads addresses by the same rules; a test compares the two.

import { shortened } from "./numbers.js";

const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

/** A name without what people write in different ways: ∂L/∂w_5 and dL/dw₅ are one. */
function plainName(text) {
  return String(text)
    .replace(/[₀-₉]/g, (figure) => SUBSCRIPTS.indexOf(figure))
    .replaceAll("∂", "d")
    .replaceAll("⁺", "+")
    .replaceAll("λ", "learningrate")
    .replace(/[\s_,]/g, "");
}

/** {plain name: step} of a trace. */
export function stepsByName({ steps, quantities, phases }) {
  const found = new Map();
  const add = (name, step) => step !== undefined && !found.has(plainName(name)) && found.set(plainName(name), step);
  quantities.forEach(({ name, symbol }, quantity) => {
    const step = stepOf(quantity, steps, quantities);
    add(name, step);
    add(symbol, step);
  });
  quantities.forEach(({ name }, quantity) => {
    if (name.startsWith("out_")) add(name.slice(4), stepOf(quantity, steps, quantities));
  });
  phases.forEach(({ key, first }) => add(key, first));
  return found;
}

/** The step that computes a quantity, or shows what is given first; undefined if no step does. */
function stepOf(quantity, steps, quantities) {
  const { born } = quantities[quantity];
  if (born >= 0 && born !== null) return born;
  const first = steps.findIndex(({ say }) => new RegExp(`\\{${quantity}p?\\}`).test(say));
  return first < 0 ? undefined : first;
}

/** The step at an address: { step }, or { words } that say what is wrong. */
export function stepAt(address, trace) {
  const count = trace.steps.length;
  const number = /^\s*[0-9]+\s*$/.test(address) ? Number(address) : NaN;
  if (number >= 1 && number <= count) return { step: number - 1 };
  const step = stepsByName(trace).get(plainName(address));
  if (step !== undefined) return { step };
  return { words: `There is no step “${shortened(address)}”: name what it computes, such as ${examples(trace)}.` };
}

function examples({ steps, quantities }) {
  const names = steps.filter(({ result }) => result !== null).map(({ result }) => quantities[result].name);
  return [names[0], names[Math.floor(names.length / 2)], names.at(-1)].join(", ");
}

/** What follows the # of a page: { projector, update, step }, texts where they are given. */
export function readHash(hash) {
  const parts = hash.replace(/^#/, "").split("&").map((part) => part.split("="));
  const given = new Map(parts.map(([key, ...rest]) => [key, decoded(rest.join("="))]));
  return { projector: given.has("projector"), update: given.get("update"), step: given.get("step") };
}

function decoded(text) {
  try {
    return decodeURIComponent(text); // a + is a +, as in w5+
  } catch {
    return text;
  }
}

/** The place at an address in a trace: { place }, or { words }. What is not given stays. */
export function placeAt({ update, step }, here, trace, typedCount) {
  const asked = update === undefined ? { value: here.update } : typedCount(update, Math.max(trace.updates, 1));
  const found = step === undefined ? { step: update === undefined ? here.step : 0 } : stepAt(step, trace);
  const words = asked.words ?? found.words;
  return words ? { words } : { place: { update: asked.value, step: found.step } };
}

/** The address of a step: as it follows the # of a page (and of a link), or as a cell calls it. */
export function addressOf({ update, step }, trace, onPage) {
  const { result } = trace.steps[step];
  const name = result === null ? step + 1 : trace.quantities[result].name;
  if (onPage) return `#${trace.updates > 0 ? `update=${update}&` : ""}step=${name}`;
  const quoted = result === null ? name : `"${name}"`;
  return `stepper.show(${quoted}${trace.updates > 0 ? `, update=${update}` : ""})`;
}
