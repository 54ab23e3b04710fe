// Grading an answer: right, a known mistake, or how far off it is. The values of likely mistakes come with the row;
// here numbers are only compared.

import { full, matches, typedNumber } from "./numbers.js";

const wrong = (words) => ({ right: false, words });
const TENS = [10, 100, 1e3, 1e4, 1e5, 1e6];

/** The verdict on the text that was typed for the result of a step: { right, words }. */
export function grade(text, step, row) {
  const { value: typed, words } = typedNumber(text);
  if (words) return wrong(words);
  const value = row[step.result];
  if (matches(typed, value)) return { right: true, words: "Right." };
  if (matches(-typed, value)) return wrong(step.sign_words);
  const guess = step.predict.guesses.find(({ q }) => matches(typed, row[q]) || matches(-typed, row[q]));
  if (guess) return wrong(guess.words);
  return wrong(matches(typed, value, 2) ? "Very close. Give three significant digits." : `Not yet: ${missed(typed, value)}`);
}

/** How an answer that matches no known mistake is off: by a factor, in its sign, or too large or small. */
function missed(typed, value) {
  const said = full(typed);
  if (!Number.isFinite(value)) return `${said} is not it.`;
  const is = (factor) => value !== 0 && matches(typed * factor, value);
  if (TENS.some((ten) => is(ten) || is(1 / ten))) {
    return `the digits of ${said} are right, its decimal point is not.`;
  }
  if (is(1 / 2)) return `${said} is twice the result.`;
  if (is(2)) return `${said} is half the result.`;
  if (typed * value < 0) return `the sign of ${said} is wrong, and its size is ${side(typed, value)}.`;
  if (value < 0 && typed < 0) return `${said} has the right sign; its size is ${side(typed, value)}.`;
  return `${said} is ${typed > value ? "too large" : "too small"}.`;
}

function side(typed, value) {
  return Math.abs(typed) > Math.abs(value) ? "too large" : "too small";
}
