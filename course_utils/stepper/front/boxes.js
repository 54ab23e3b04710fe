// How much room texts take in a diagram, as boxes { left, right, top, bottom } in its units.

import { widthOf } from "./geometry.js";

export const TEXT = 26; // the height of text in the diagram's own units
export const CHARACTER = 0.6; // the width of a character over its height, about
export const BOLD = 1.12; // what is lit is bold, and wider by this

/** How wide a text is, in a font of size 1. */
export function wideText(text) {
  return text === "" ? 0 : widthOf(text);
}

/** The box of a note with its number, which stands below the words where the note is broken. */
export function noteBox(note, number, { bold = false, broken = false } = {}) {
  const [words, figures] = [note.text ? `${note.text} ` : "", number].map((text) => wideText(text) * TEXT * (bold ? BOLD : 1));
  const wide = broken ? Math.max(words, figures) : words + figures;
  const left = note.x - { start: 0, middle: wide / 2, end: wide }[note.anchor];
  return { left, right: left + wide, top: note.y - 0.78 * TEXT, bottom: note.y + (broken ? 1.1 + 0.24 : 0.24) * TEXT };
}

export function nodeBox(node, half = node.most ?? node.r) {
  return { left: node.x - half, right: node.x + half, top: node.y - node.r, bottom: node.y + node.r };
}

/** The box of an edge's label in the middle of which (x, y) lies: its name, and below it a number if there is one. */
export function labelBox({ x, y }, name, wide, bold = BOLD) {
  const high = (wide > 0 ? 1.16 : 0.64) * TEXT;
  const half = (Math.max(wideText(name), wide) * TEXT * bold) / 2 + 4;
  return { left: x - half, right: x + half, top: y - high, bottom: y + high };
}

/** The area that two boxes share. */
export function shared(one, other) {
  const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return wide > 0 && high > 0 ? wide * high : 0;
}
