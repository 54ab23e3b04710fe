// Grading an answer: right, a known mistake, or how far off it is.

import assert from "node:assert/strict";
import { test } from "node:test";
import { grade } from "../../../course_utils/stepper/front/grading.js";

// ∂L/∂w₅ of the lecture is 0.08217 = 0.7414 × 0.1868 × 0.5933; two mistakes leave a factor out.
const row = [0.0821670405642307788464, 0.7413650695523157 * 0.5932699921, 0.1384985616];
const guesses = [{ q: 1, words: "You left out the slope." }, { q: 2, words: "You left out the last factor." }];
const step = { result: 0, predict: { guesses }, sign_words: "The sign is not." };
const said = (text, value = row[0]) => grade(text, step, [value, ...row.slice(1)]).words;

test("rounded, cut or in full: right", () => {
  for (const text of ["0.0822", "0,0821", "0.08217", "8.217e-2", " 0.0821670405642308 "]) {
    assert.deepEqual(grade(text, step, row), { right: true, words: "Right." }, text);
  }
});

test("how an answer misses is said", () => {
  for (const [text, words] of [
    ["abc", "“abc” is not a number. Type one such as 0.25 or −1e-3."], ["1", "Not yet: 1 is too large."], ["0,07", "Not yet: 0.07 is too small."],
    ["-0.0822", "The sign is not."], ["0.082", "Very close. Give three significant digits."],
    ["-0.3", "Not yet: the sign of −0.3 is wrong, and its size is too large."],
    ["0.822", "Not yet: the digits of 0.822 are right, its decimal point is not."],
    ["0.1643", "Not yet: 0.1643 is twice the result."], ["0.0411", "Not yet: 0.0411 is half the result."],
  ]) assert.equal(said(text), words, text);
  assert.match(said("1,000"), /two ways/);
});

test("a mistake that has a name is named, whatever its sign", () => {
  assert.equal(said("0.4398"), guesses[0].words);
  assert.equal(said("-0.4398"), guesses[0].words);
  assert.equal(said("0.1385"), guesses[1].words);
});

test("below zero the size is judged: “too large” of −0.5 could be read in two ways", () => {
  for (const [text, words] of [
    ["-0.5", "Not yet: −0.5 has the right sign; its size is too large."],
    ["-0.01", "Not yet: −0.01 has the right sign; its size is too small."],
    ["0", "Not yet: 0 is too large."],
    ["0.5", "Not yet: the sign of 0.5 is wrong, and its size is too large."],
  ]) assert.equal(said(text, -0.0226), words, text);
});

test("a result that is 0 or no number is judged too", () => {
  assert.equal(grade("0", step, [0, 9, 9]).right, true);
  assert.equal(said("1", 0), "Not yet: 1 is too large.");
  assert.equal(said("1", NaN), "Not yet: 1 is not it.");
});
