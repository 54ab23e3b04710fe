// Lines through points: one inside its box is drawn as it is, and of one that leaves it what is in sight.

import assert from "node:assert/strict";
import test from "node:test";

import { lineOf, strokeOf } from "../../../course_utils/live/front/marks.js";

const BOX = [10, 20, 100, 100];

test("a line inside its box is drawn from point to point, with a gap where one is not a number", () => {
  const points = [0, 0, 0.5, 0.5, 0.5, 1, NaN, 0, 1, 0, 1, 1];
  assert.equal(strokeOf(points, BOX), "M10 120L60 70L60 20M110 120L110 20");
  assert.equal(strokeOf(points, BOX), lineOf(points, BOX));
});

test("a line that runs away is drawn a little beyond its box, and from there where it comes back", () => {
  assert.equal(strokeOf([0.5, 0.5, 1e6, 0.5], BOX), "M60 70L120 70");
  assert.equal(strokeOf([0.5, 0.5, 0.5, -1e6, 0.6, -1e6, 0.6, 0.5], BOX), "M60 70L60 130M70 130L70 70");
  assert.equal(strokeOf([-1e6, 0.5, 1e6, 0.5], BOX), "M0 70L120 70");
});

test("nothing is drawn of a line that is out of sight, or without length", () => {
  assert.equal(strokeOf([2, 0, 2, 1, 3, 1], BOX), "");
  assert.equal(strokeOf([-1, 2, 3, 2], BOX), "");
  assert.equal(strokeOf([0.5, 0.5], BOX), "");
});
