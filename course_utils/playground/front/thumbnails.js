// A choice by small pictures: radio buttons, each with a few points of what it stands for.

import { makers } from "../../live/front/controls.js";
import { make, svg } from "../../live/front/dom.js";

makers.pictures = picturesOf;

function picturesOf({ label, texts, pictures }, act) {
  const group = `course-pictures-${Math.random().toString(36).slice(2)}`;
  const inputs = texts.map((_, position) => make("input", { type: "radio", name: group, onchange: () => act("set", { position }) }));
  const options = texts.map((text, position) =>
    make("label", { title: text }, inputs[position], sketchOf(pictures[position]), make("span", { class: "course-spoken" }, text)));
  const element = make("fieldset", { class: "course-pictures" }, make("legend", { class: "course-spoken" }, label), ...options);
  return { element, place: (position) => (inputs[position].checked = true) };
}

function sketchOf(points) {
  const marks = points.map(([x, y, kind]) =>
    kind
      ? svg("rect", { x: 40 * x - 1.6, y: 40 * y - 1.6, width: 3.2, height: 3.2, class: "course-one" })
      : svg("circle", { cx: 40 * x, cy: 40 * y, r: 1.8, class: "course-zero" }));
  return svg("svg", { viewBox: "-2 -2 44 44", "aria-hidden": "true" }, ...marks);
}
