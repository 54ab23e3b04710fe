// Navigation: a place is an update and a step in it, and a move is arithmetic on places. It needs the shape of the
// trace (how many steps, how many updates, where each phase begins) and nothing of the page.

/** The shape of a trace at a granularity: the steps at which → stops, one per term, neuron or phase. */
export function shapeOf(trace, granularity) {
  const { steps, phases } = trace;
  const unit = {
    term: (step) => step,
    neuron: (step) => `${steps[step].phase} ${steps[step].group}`,
    phase: (step) => steps[step].phase,
  }[granularity];
  const ends = (step) => step === steps.length - 1 || unit(step) !== unit(step + 1);
  return {
    steps: steps.length,
    updates: Math.max(trace.updates, 1),
    stops: steps.map((_, step) => step).filter(ends),
    firsts: phases.map((phase) => phase.first),
  };
}

const first = { update: 1, step: 0 };

const lastOf = (shape) => ({ update: shape.updates, step: shape.steps - 1 });

/** The next of `marks` in this update, else the first one of the next update, else the very last step. */
function onward(place, marks, shape) {
  const step = marks.find((mark) => mark > place.step);
  if (step !== undefined) return { update: place.update, step };
  return place.update < shape.updates ? { update: place.update + 1, step: marks[0] } : lastOf(shape);
}

/** The mark before, else the last one of the update before, else the very first step. */
function backward(place, marks) {
  const step = marks.findLast((mark) => mark < place.step);
  if (step !== undefined) return { update: place.update, step };
  return place.update > 1 ? { update: place.update - 1, step: marks.at(-1) } : first;
}

export const moves = {
  next: (place, shape) => onward(place, shape.stops, shape),
  back: (place, shape) => backward(place, shape.stops),
  nextPhase: (place, shape) => onward(place, shape.firsts, shape),
  backPhase: (place, shape) => backward(place, shape.firsts),
  nextUpdate: (place, shape) => (place.update < shape.updates ? { ...place, update: place.update + 1 } : place),
  first: () => first,
  last: (place, shape) => lastOf(shape),
};

export function samePlace(one, other) {
  return one.update === other.update && one.step === other.step;
}
