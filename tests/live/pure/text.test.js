// A name stands where it belongs, or as near to it as a line leaves room.

import assert from "node:assert/strict";
import test from "node:test";

import { clearOf } from "../../../course_utils/live/front/text.js";

const ROOM = [100, 60];

test("a name stays in its corner where nothing is in its way", () => {
  assert.deepEqual(clearOf([0, 0, 30, 10], ROOM, [[50, 5], [NaN, NaN]]), [0, 0, 30, 10]);
});

test("it goes along its edge, away from its corner, on either side", () => {
  assert.deepEqual(clearOf([0, 0, 30, 10], ROOM, [[5, 5]]), [10, 0, 30, 10]);
  assert.deepEqual(clearOf([70, 50, 30, 10], ROOM, [[95, 55]]), [60, 50, 30, 10]);
});

test("where the line goes all along its edge, a row further in has room", () => {
  const along = Array.from({ length: 100 }, (_, x) => [x, 5]);
  assert.deepEqual(clearOf([0, 0, 30, 10], ROOM, along), [0, 10, 30, 10]);
  assert.deepEqual(clearOf([70, 50, 30, 10], ROOM, along.map(([x]) => [x, 55])), [70, 40, 30, 10]);
});

test("where there is no room at all, it stays", () => {
  const all = Array.from({ length: 6000 }, (_, k) => [k % 100, Math.floor(k / 100)]);
  assert.deepEqual(clearOf([0, 0, 30, 10], ROOM, all), [0, 0, 30, 10]);
});
