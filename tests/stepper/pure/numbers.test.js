// Numbers are written and read as Python does it: PYTHON holds what the engine's functions give.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { full, grouped, matches, short, typedCount, typedNumber } from "../../../course_utils/stepper/front/numbers.js";

const python = JSON.parse(readFileSync(process.env.PYTHON_SAYS, "utf8"));
const typed = JSON.parse(readFileSync(new URL("../../data/typed_numbers.json", import.meta.url), "utf8"));

test("a value is written as Python writes it, short and in full", () => {
  for (const [value, four, all] of python.written) assert.deepEqual([short(value), full(value)], [four, all]);
  assert.deepEqual([NaN, Infinity, -Infinity].map(short), ["–", "∞", "−∞"]);
});

test("what is written in full reads back as the same number", () => {
  for (const [value] of python.written) assert.equal(typedNumber(full(value)).value, value === 0 ? 0 : value);
});

test("a typed number is read value by value and word by word as Python reads it", () => {
  for (const [text, value] of typed.numbers) assert.ok(typedNumber(text).value === value, text);
  for (const [text, words] of typed.refused) assert.deepEqual(typedNumber(text), { words }, text);
});

test("a typed count is one from 1 to the last, or refused in words", () => {
  for (const [text, wanted] of typed.counts_to_10000) {
    assert.deepEqual(typedCount(text, 10000), typeof wanted === "string" ? { words: wanted } : { value: wanted }, text);
  }
  assert.deepEqual(typedCount(grouped(9999999), 9999999), { value: 9999999 });
});

test("an answer may differ by less than one unit of the third significant digit: the slides truncate", () => {
  assert.deepEqual([0.358, 0.359, 0.357, 0.36].map((value) => matches(value, 0.35892)), [true, true, false, false]);
  assert.deepEqual([matches(0, 0), matches(1e-10, 0), matches(1e-3, 0)], [true, true, false]);
});
