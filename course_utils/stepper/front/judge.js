// Judging an answer: right, a mistake that has a name, or not yet. The values of likely mistakes come with
// the row; nothing is calculated here.

import { matches, parse } from "./numbers.js";

const wrong = (words) => ({ right: false, words });

/** What to say of the text that was typed for the result of a step. */
export function judged(text, step, row) {
  const typed = parse(text);
  if (Number.isNaN(typed)) return wrong("Type a number, for example 0.25 or −1e-3.");
  const value = row[step.result];
  if (matches(typed, value)) return { right: true, words: "Right." };
  if (matches(-typed, value)) return wrong(step.sign_words);
  const guess = step.predict.guesses.find(({ q }) => matches(typed, row[q]) || matches(-typed, row[q]));
  if (guess) return wrong(guess.words);
  return wrong(matches(typed, value, 2) ? "Very near. Give three significant digits." : "Not yet.");
}
