// What stands around a panel: axes with numbers at fractions that Python gives, names, and a legend.

import { svg } from "./dom.js";
import { apart, fitting, widthOf } from "./text.js";

const [TALL, RAISED] = [1.25, 1.55]; // of the letters: from the axis to the foot of its numbers; of those with exponents
const [SAMPLE, GAP] = [1.7, 0.4]; // of the letters: a line in a legend, and the room behind it

/** `ticks` {x, y} of [fraction, words]; a `title`, in several wordings, `above` in letters, from `start` on in
 *  `room`; the names `across` and `up`, likewise; `beside`, letters from the axis to
 *  the latter; `grid`, whether a line goes from each number across; `sides`: 2 for both axes, 1 for the lower one, 0 for none. */
export function axesOf([left, top, width, height], letters, { ticks = {}, title, above = 0.8, start = left, room = width, across, up, beside = 2.3, grid, sides = 2 }) {
  const bottom = top + height;
  const text = (words, attributes) => svg("text", attributes, words);
  const { x = [], y = [] } = ticks;
  const foot = x.some(([, words]) => words.includes("^")) ? RAISED : TALL;
  const numbers = apart(x, width, (words) => widthOf(words.replace("^", ""), letters) + 0.5 * letters).map(([share, words]) =>
    powerOf(words, { x: left + share * width, y: bottom + foot * letters, "text-anchor": "middle" }));
  const levels = apart(y, height, () => TALL * letters).map(([share, words]) =>
    powerOf(words, { x: left - 0.5 * letters, y: bottom - share * height + 0.35 * letters, "text-anchor": "end" }));
  const lines = grid ? y.map(([share]) => svg("path", { class: "course-grid", d: `M${left} ${bottom - share * height}h${width}` })) : [];
  const named = [
    title && text(fitting(title, room, letters, true), { class: "course-title", x: start, y: top - above * letters }),
    across && text(fitting(across, width, letters), { class: "course-label", x: left + width / 2, y: bottom + 2.3 * letters, "text-anchor": "middle" }),
    up && text(fitting(up, height, letters), { class: "course-label", transform: `translate(${left - beside * letters} ${top + height / 2}) rotate(-90)`, "text-anchor": "middle" }),
  ].filter(Boolean);
  const frame = ["", `M${left} ${bottom}h${width}`, `M${left} ${top}v${height}h${width}`][sides];
  return svg("g", { class: "course-axes" }, ...lines, svg("path", { class: "course-frame", d: frame }), ...numbers, ...levels, ...named);
}

/** A row from a place on: of each [name, words] a sample of its line, `course-name`, over what `under(name, box)` gives, and
 *  the words, `course-of-name`. `end` is where it ends. */
export function legendOf([left, y], letters, entries, under = () => null) {
  let at = left;
  const parts = entries.flatMap(([name, words]) => {
    const line = svg("path", { class: `course-${name}`, d: `M${at} ${y - 0.35 * letters}h${SAMPLE * letters}` });
    const ground = under(name, [at, y - 0.8 * letters, SAMPLE * letters, 0.9 * letters]);
    const text = svg("text", { class: `course-of-${name}`, x: at + (SAMPLE + GAP) * letters, y }, words);
    at += (SAMPLE + 3 * GAP) * letters + widthOf(words, letters);
    return [ground, line, text];
  });
  return { element: svg("g", {}, ...parts), end: at };
}

/** A number; after a "^" its exponent, in letters as large as the others: on a projector they must be read too. */
function powerOf(words, attributes) {
  const [base, exponent] = words.split("^");
  return svg("text", attributes, base, exponent && svg("tspan", { dy: "-0.35em" }, exponent));
}
