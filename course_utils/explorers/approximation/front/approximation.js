// The picture of the approximation explorer: above the target with its band, what was built and what was trained; below
// what each part of the sum adds.

import { axesOf, legendOf } from "../../../live/front/axes.js";
import { setAttribute, svg } from "../../../live/front/dom.js";
import { entryOf } from "../../../live/front/filmfigure.js";
import { fitting, widthOf } from "../../../live/front/text.js";
import { lineOf, marksOf, rectOf } from "../../../live/front/marks.js";
import { clipped, plotOf } from "../../../live/front/plot.js";

const NAMES = [["target", "target ± ε"], ["built", "built"], ["trained", "trained"], ["worst", "largest error"]];

function approximationOf() {
  let scene = null;
  let trained = null;

  function begin(given, root, clip) {
    scene = given;
    const { upper, lower, em, ticks, titles } = scene;
    const above = clipped(`${clip}-upper`, upper);
    const below = clipped(`${clip}-lower`, lower);
    const curve = (name, points, box = upper) => svg("path", { class: `course-${name}`, d: lineOf(points, box) });
    trained = curve("trained", []);
    const signs = svg("path", { class: "course-ends", d: marksOf(scene.worst, upper, "circle", 0.25 * em) });
    above.inside.append(svg("path", { class: "course-band", d: `${lineOf(scene.band, upper)}Z` }), curve("target", scene.target),
      trained, curve("built", scene.built), curve("worst", scene.worst), signs);
    const zero = lower[1] + (1 - ticks.zero) * lower[3];
    below.inside.append(svg("path", { class: "course-grid", d: `M${lower[0]} ${zero}h${lower[2]}` }), curve("parts", scene.parts, lower));
    root.replaceChildren(above.defs, below.defs, above.inside, below.inside,
      axesOf(upper, em, { ticks: { y: ticks.y }, up: ["f(x)"] }),
      axesOf(lower, em, { ticks: { x: ticks.x }, title: titles.lower, across: ["x"] }), wordsOf());
  }

  /** Title and errors in one row, the legend and the best score in the next. */
  function wordsOf() {
    const { upper: [left, top, width], em, titles, words, best } = scene;
    const [first, second] = [top - 1.95 * em, top - 0.55 * em];
    const title = fitting(titles.upper, width - widthOf(words[0], em) - em, em, true);
    const said = fitting(words, width - widthOf(title, em, true) - em, em);
    const right = { x: left + width, "text-anchor": "end" };
    const band = (name, box) => (name === "target" ? svg("rect", { class: "course-band", ...rectOf(box) }) : null);
    const legend = legendOf([left, second], em, NAMES, band);
    const beside = legend.end + widthOf(best, em) <= left + width; // else below, in the corner of the panel
    return svg("g", {}, svg("text", { class: "course-title", x: left, y: first }, title),
      svg("text", { class: "course-label", y: first, ...right }, said), legend.element,
      svg("text", { class: "course-label course-update", y: beside ? second : top + em, ...right }, best));
  }

  function move(frame) {
    setAttribute(trained, "d", lineOf(frame.trained, scene.upper));
  }

  const where = (at) => `update ${(at * (scene?.updates ?? 1)).toLocaleString("en")} of the training`;
  return plotOf("course-approximation", { begin, move, where });
}

export default entryOf(approximationOf);
