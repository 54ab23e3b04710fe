// Rows come as base64 of float64; a page holds some, and knows which one is near.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Rows } from "../../../course_utils/stepper/front/rows.js";

const block = (update) => {
  const numbers = new Float64Array(update.flatMap((number) => [number, number / 3]));
  return { update, numbers: Buffer.from(numbers.buffer).toString("base64") };
};
const rows = new Rows(block([1, 2, 3, 10]), 2);

test("a row is held to the bit", () => {
  assert.deepEqual([...rows.get(10)], [10, 10 / 3]);
  assert.equal(rows.get(4), undefined);
});

test("the nearest row, and the next one held in a direction", () => {
  assert.deepEqual([rows.nearest(1), rows.nearest(5), rows.nearest(9), rows.nearest(500)], [1, 3, 10, 10]);
  assert.deepEqual([rows.beyond(3, 1), rows.beyond(10, -1), rows.beyond(10, 1), rows.beyond(1, -1)], [10, 3, undefined, undefined]);
});

test("what is covered ends at the ends of the trace", () => {
  assert.equal(rows.covers(2, 1, 100), true);
  assert.equal(rows.covers(3, 1, 100), false);
  assert.equal(rows.covers(3, 1, 3), true);
});

test("a block that comes later is in order with the first", () => {
  const more = new Rows(block([1, 9]), 2);
  more.add(block([5]));
  assert.deepEqual(more.order, [1, 5, 9]);
  assert.deepEqual([...more.get(5)], [5, 5 / 3]);
});
