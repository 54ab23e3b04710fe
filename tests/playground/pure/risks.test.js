// The curves of the risks reach the update on the screen, whatever comes from Python meanwhile.

import assert from "node:assert/strict";
import { test } from "node:test";
import { rowsUpTo } from "../../../course_utils/playground/front/risks.js";

const row = (when) => [when, 0.5, 0.6, 0.7];
const whole = (...rows) => ({ history: new Float32Array(rows.flat()) });
const times = (rows) => rows.map(([when]) => when);

test("a whole state that is behind the screen leaves what was shown since", () => {
  const shown = [1, 2, 3, 4].map(row);
  assert.deepEqual(times(rowsUpTo(row(4), whole(row(0), row(1), row(2)), shown)), [0, 1, 2, 3, 4]);
});

test("of what lay ahead of the state on the screen nothing stays", () => {
  assert.deepEqual(times(rowsUpTo(row(2), whole(row(0), row(1), row(2)), [1, 2, 3, 4].map(row))), [0, 1, 2]);
});
