// The picture of the training explorer: left the galaxies and the line on which the network answers ½, right its risks, with
// a mark at the update that the line belongs to.

import { axesOf, legendOf } from "../../../live/front/axes.js";
import { setAttribute, svg } from "../../../live/front/dom.js";
import { entryOf } from "../../../live/front/filmfigure.js";
import { clearOf, widthOf } from "../../../live/front/text.js";
import { lineOf, markOf, marksOf } from "../../../live/front/marks.js";
import { clipped, plotOf } from "../../../live/front/plot.js";

const RISKS = [["training", "training"], ["true", "true"], ["bayes", "Bayes"]]; // and how they are called
const SIGNS = { training: "circle", true: "square" }; // of the present risks

function trainingOf() {
  let scene = null;
  let parts = null;

  function begin(given, root, clip) {
    scene = given;
    const { plane, risks, em, ticks, titles, axes } = scene;
    const inPlane = clipped(`${clip}-plane`, plane);
    const inRisks = clipped(`${clip}-risks`, risks);
    const line = ([name]) => svg("path", { class: `course-${name}`, d: lineOf(scene[name], risks) });
    const galaxies = (name, sign) => svg("path", { class: `course-${name}`, d: marksOf(scene[name], plane, sign, 0.26 * em) });
    parts = { names: classesOf(), border: svg("path", { class: "course-border" }), now: svg("path", { class: "course-now" }),
      marks: Object.keys(SIGNS).map((name) => svg("path", { class: `course-${name} course-dot` })) };
    inPlane.inside.append(galaxies("open", "triangle"), galaxies("filled", "circle"), parts.border);
    inRisks.inside.append(parts.now, ...RISKS.map(line));
    const around = (box, [x, y], title, across, up) => axesOf(box, em, { ticks: { x, y }, title, above: 1.95, across, up, beside: 3.1 });
    root.replaceChildren(inPlane.defs, inRisks.defs, inPlane.inside, ...parts.names, inRisks.inside,
      around(plane, ticks.plane, titles.plane, [axes[0]], [axes[1]]), around(risks, ticks.risks, titles.risks, ["updates"], ["cross-entropy"]),
      ...parts.marks, legendOf([risks[0], risks[1] - 0.6 * em], em, RISKS).element);
  }

  /** The names of the classes. */
  function classesOf() {
    return scene.classes.map(([name], label) => svg("text", { class: `course-name ${label ? "course-backward" : "course-forward"}` }, name));
  }

  /** Each in its corner, or as near to it as the border leaves room. */
  function placeNames(border) {
    const { plane: [left, top, width, height], classes, em } = scene;
    const points = Array.from({ length: border.length / 2 }, (_, at) => [border[2 * at] * width, (1 - border[2 * at + 1]) * height]);
    classes.forEach(([name, x, y], label) => {
      const wide = widthOf(name, em, true) + em; // half an em before and after it
      const corner = [x > 0.5 ? width - wide : 0, (1 - y) * height - em, wide, 2 * em];
      const [across, down] = clearOf(corner, [width, height], points);
      setAttribute(parts.names[label], "x", left + across + em / 2);
      setAttribute(parts.names[label], "y", top + down + 1.35 * em);
    });
  }

  function move({ border, here }) {
    const { plane, risks: [left, top, width, height], em } = scene;
    setAttribute(parts.border, "d", lineOf(border, plane));
    placeNames(border);
    setAttribute(parts.now, "d", `M${left + here[0] * width} ${top}v${height}`);
    Object.values(SIGNS).forEach((sign, place) => {
      const at = [left + here[2 * place] * width, top + (1 - here[2 * place + 1]) * height];
      setAttribute(parts.marks[place], "d", markOf(sign, at, 0.34 * em));
    });
  }

  const where = (at) => `update ${(scene?.updates[at] ?? 0).toLocaleString("en")} of the training`;
  return plotOf("course-recorded", { begin, move, where });
}

export default entryOf(trainingOf);
