// What surrounds a panel: axes with numbers at fractions that Python gives, names, and a legend.

import { svg } from "./dom.js";
import { apart, fitting, widthOf } from "./text.js";

const [TALL, RAISED] = [1.25, 1.55]; // em: from the axis to the foot of its numbers; of those with exponents
const [SAMPLE, GAP] = [1.7, 0.4]; // em: a line in a legend, and the gap after it

/** `ticks` {x, y} of [fraction, words]; a `title`, in several wordings, `above` in em, from `start` on in
 *  `room`; the names `across` and `up`, likewise; `beside`, em from the axis to
 *  the latter; `grid`, whether a line goes from each number across; `sides`: 2 for both axes, 1 for the lower one, 0 for none. */
export function axesOf([left, top, width, height], em, { ticks = {}, title, above = 0.8, start = left, room = width, across, up, beside = 2.3, grid, sides = 2 }) {
  const bottom = top + height;
  const text = (words, attributes) => svg("text", attributes, words);
  const { x = [], y = [] } = ticks;
  const foot = x.some(([, words]) => words.includes("^")) ? RAISED : TALL;
  const numbers = apart(x, width, (words) => widthOf(words.replace("^", ""), em) + 0.5 * em).map(([share, words]) =>
    powerOf(words, { x: left + share * width, y: bottom + foot * em, "text-anchor": "middle" }));
  const levels = apart(y, height, () => TALL * em).map(([share, words]) =>
    powerOf(words, { x: left - 0.5 * em, y: bottom - share * height + 0.35 * em, "text-anchor": "end" }));
  const lines = grid ? y.map(([share]) => svg("path", { class: "course-grid", d: `M${left} ${bottom - share * height}h${width}` })) : [];
  const named = [
    title && text(fitting(title, room, em, true), { class: "course-title", x: start, y: top - above * em }),
    across && text(fitting(across, width, em), { class: "course-label", x: left + width / 2, y: bottom + 2.3 * em, "text-anchor": "middle" }),
    up && text(fitting(up, height, em), { class: "course-label", transform: `translate(${left - beside * em} ${top + height / 2}) rotate(-90)`, "text-anchor": "middle" }),
  ].filter(Boolean);
  const frame = ["", `M${left} ${bottom}h${width}`, `M${left} ${top}v${height}h${width}`][sides];
  return svg("g", { class: "course-axes" }, ...lines, svg("path", { class: "course-frame", d: frame }), ...numbers, ...levels, ...named);
}

/** A row from a place on: of each [name, words] a sample of its line, `course-name`, over what `under(name, box)` gives, and
 *  the words, `course-of-name`. `end` is where it ends. */
export function legendOf([left, y], em, entries, under = () => null) {
  let at = left;
  const parts = entries.flatMap(([name, words]) => {
    const line = svg("path", { class: `course-${name}`, d: `M${at} ${y - 0.35 * em}h${SAMPLE * em}` });
    const ground = under(name, [at, y - 0.8 * em, SAMPLE * em, 0.9 * em]);
    const text = svg("text", { class: `course-of-${name}`, x: at + (SAMPLE + GAP) * em, y }, words);
    at += (SAMPLE + 3 * GAP) * em + widthOf(words, em);
    return [ground, line, text];
  });
  return { element: svg("g", {}, ...parts), end: at };
}

/** A number; after a "^" its exponent, in a font as large as the others: on a projector it must be readable, too. */
function powerOf(words, attributes) {
  const [base, exponent] = words.split("^");
  return svg("text", attributes, base, exponent && svg("tspan", { dy: "-0.35em" }, exponent));
}
