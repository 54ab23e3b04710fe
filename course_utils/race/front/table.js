// The last iterates of a racer: rows of characters that Python has written, in columns that end at the same places.

import { setText, svg } from "../../live/front/dom.js";
import { LOOKS } from "./looks.js";

const HEAD = " step      x      y         f";
const LINE = 1.35; // as in course_utils/race/boxes.py

export function tableOf([left, top, width, height], letters, racer) {
  const lines = Math.floor(height / (LINE * letters)) - 2;
  const at = (line) => ({ x: left, y: top + (line + 0.95) * LINE * letters, textLength: HEAD.length * 0.61 * letters, lengthAdjust: "spacing" });
  const name = svg("text", { class: `course-name course-${LOOKS[racer].role}`, x: left, y: at(0).y }, LOOKS[racer].name);
  const head = svg("text", at(1), HEAD);
  const rows = Array.from({ length: Math.max(lines, 1) }, (_, line) => svg("text", { class: `course-${LOOKS[racer].role}`, ...at(line + 2) }));
  const decoder = new TextDecoder("ascii");

  /** The rows that there is room for, the latest last. */
  function show(table, place) {
    const wide = HEAD.length;
    const all = table.length / 2 / wide;
    const own = table.subarray(place * all * wide, (place + 1) * all * wide);
    const texts = Array.from({ length: all }, (_, row) => decoder.decode(own.subarray(row * wide, (row + 1) * wide)).replaceAll("-", "−"));
    const full = texts.filter((text) => text.trim()).slice(-rows.length);
    rows.forEach((row, line) => setText(row, full[line] ?? " ".repeat(wide)));
  }
  return { element: svg("g", { class: "course-table" }, name, head, ...rows), show };
}
