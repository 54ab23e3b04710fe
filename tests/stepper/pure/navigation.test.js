// Moving is arithmetic on places; here the shape is that of seven steps in three phases, and two updates.

import assert from "node:assert/strict";
import { test } from "node:test";
import { moves, samePlace, shapeOf } from "../../../course_utils/stepper/front/navigation.js";

const phases = [{ first: 0 }, { first: 3 }, { first: 5 }];
const step = (phase, group) => ({ phase, group });
const steps = [step(0, "a"), step(0, "a"), step(0, "b"), step(1, "a"), step(1, "b"), step(2, "a"), step(2, "a")];
const shape = (granularity, updates = 2) => shapeOf({ steps, phases, updates }, granularity);
const at = (update, stepNumber) => ({ update, step: stepNumber });

/** Where a move leads, again and again, until it leads nowhere. */
function walk(name, from, granularity) {
  const seen = [];
  for (let place = from; ; ) {
    const next = moves[name](place, shape(granularity));
    if (samePlace(next, place)) return seen;
    seen.push(`${next.update}:${next.step}`);
    place = next;
  }
}

test("→ stops at every term, at each neuron's last step, or at each phase's", () => {
  assert.deepEqual(walk("next", at(1, 0), "term"), ["1:1", "1:2", "1:3", "1:4", "1:5", "1:6", "2:0", "2:1", "2:2", "2:3", "2:4", "2:5", "2:6"]);
  assert.deepEqual(walk("next", at(1, 0), "neuron"), ["1:1", "1:2", "1:3", "1:4", "1:6", "2:1", "2:2", "2:3", "2:4", "2:6"]);
  assert.deepEqual(walk("next", at(1, 0), "phase"), ["1:2", "1:4", "1:6", "2:2", "2:4", "2:6"]);
});

test("← leads back over the same stops and to the very first step", () => {
  assert.deepEqual(walk("back", at(2, 2), "term"), ["2:1", "2:0", "1:6", "1:5", "1:4", "1:3", "1:2", "1:1", "1:0"]);
  assert.deepEqual(walk("back", at(2, 6), "phase"), ["2:4", "2:2", "1:6", "1:4", "1:2", "1:0"]);
});

test("Shift leads from the beginning of a phase to that of the next, at last to the last step", () => {
  assert.deepEqual(walk("nextPhase", at(1, 1), "term"), ["1:3", "1:5", "2:0", "2:3", "2:5", "2:6"]);
  assert.deepEqual(walk("backPhase", at(2, 1), "term"), ["2:0", "1:5", "1:3", "1:0"]);
});

test("play by the update keeps the step and ends with the last update", () => {
  assert.deepEqual(walk("nextUpdate", at(1, 4), "term"), ["2:4"]);
});

test("Home and End lead to the ends; a circuit, which has no updates, is one update long", () => {
  assert.deepEqual(moves.first(), at(1, 0));
  assert.deepEqual(moves.last(at(1, 3), shape("term")), at(2, 6));
  assert.deepEqual(moves.last(at(1, 3), shape("term", 0)), at(1, 6));
});
