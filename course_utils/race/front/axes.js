// Axes: a line below and at the left of a panel, with numbers at fractions that Python gives, and the panel's name.

import { draw } from "../../live/front/dom.js";

export function axes(name, { [name]: [left, top, width, height], ticks: { [name]: { x, y } }, letters, title, names }) {
  const bottom = top + height;
  const text = (words, attributes) => draw("text", attributes, words);
  const crowded = width < 4.3 * letters * (x.length - 1) && x.length > 5;
  const numbers = x.map(([share, words], place) => text(words, {
    x: left + share * width, y: bottom + 1.25 * letters, "text-anchor": "middle", hidden: (crowded && place % 2 === 1) || null,
  })).filter((label) => !label.hasAttribute("hidden"));
  const levels = y.map(([share, words]) => text(words, { x: left - 0.5 * letters, y: bottom - share * height + 0.35 * letters, "text-anchor": "end" }));
  const lines = name === "curves" ? y.map(([share]) => draw("path", { class: "course-grid", d: `M${left} ${bottom - share * height}h${width}` })) : [];
  const labels = {
    map: () => [
      text(title, { class: "course-title", x: left, y: top - 0.55 * letters }),
      text(names[0], { class: "course-label", x: left + width / 2, y: bottom + 2.4 * letters - 0.1 * letters, "text-anchor": "middle" }),
      text(names[1], { class: "course-label", transform: `translate(${left - 2 * letters} ${top + height / 2}) rotate(-90)`, "text-anchor": "middle" }),
    ],
    strip: () => [text("λ", { class: "course-label", x: left - 0.6 * letters, y: bottom, "text-anchor": "end" })],
    curves: () => [
      text("height above the lowest", { class: "course-title", x: left - 3 * letters, y: top - 0.55 * letters }),
      text("step", { class: "course-label", x: left + width / 2, y: bottom + 2.4 * letters, "text-anchor": "middle" }),
    ],
  };
  const frame = name === "strip" ? `M${left} ${bottom}h${width}` : `M${left} ${top}v${height}h${width}`;
  return draw("g", { class: "course-axes" }, ...lines, draw("path", { class: "course-frame", d: frame }), ...numbers, ...levels, ...labels[name]());
}
