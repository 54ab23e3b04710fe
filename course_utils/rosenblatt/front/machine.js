// The picture of Rosenblatt's machine: the retina, the units that fire, the needles of the potentiometers below them, and
// the count of mistakes. The units stand in rows, where the potentiometers stand too.

import { axesOf } from "../../live/front/axes.js";
import { setAttribute, setText, svg } from "../../live/front/dom.js";
import { wordsIn } from "../../live/front/film.js";
import { entryOf } from "../../live/front/filmfigure.js";
import { fitting } from "../../live/front/text.js";
import { lineOf, markOf, rectOf } from "../../live/front/marks.js";
import { plotOf } from "../../live/front/plot.js";

const CELLS = 20; // of the retina, each way
const [DIAL, DOT, LIT, NEEDLE] = [0.45, 0.325, 0.35, 0.42]; // lengths from the middle of a place, which is 1 wide

function machineOf() {
  let scene = null;
  let parts = null;

  const role = (name, classes = name) => svg("path", { class: `course-${classes}` });

  function begin(given, root) {
    scene = given;
    const { retina, units, needles, count, em, titles, ticks } = scene;
    parts = {
      cells: role("cells"), lit: role("lit"), quiet: role("needle"), turned: role("turned"), line: role("mistakes"), here: role("here"),
      answer: svg("text", { x: retina[0], y: retina[1] + retina[3] + 1.35 * em }),
    };
    const title = (box, ways, room = box[2]) => axesOf(box, em, { title: ways, room, sides: 0 });
    root.replaceChildren(
      title(retina, titles.retina, units[0] - retina[0]), svg("rect", { class: "course-retina", ...rectOf(retina) }), parts.cells,
      title(units, titles.units), each(units, DOT, "course-unit"), parts.lit,
      title(needles, titles.needles), each(needles, DIAL, "course-dial"), parts.quiet, parts.turned,
      axesOf(count, em, { ticks, title: titles.count, across: ["examples shown", "examples"], start: count[0] - 2 * em }), boundOf(), parts.line, parts.here, parts.answer);
  }

  /** The middles of the places of a panel, row by row, and how wide each is. */
  function placesIn([left, top, width]) {
    const pitch = width / scene.columns;
    const places = Array.from({ length: scene.columns * scene.rows }, (_, place) =>
      [left + ((place % scene.columns) + 0.5) * pitch, top + (Math.floor(place / scene.columns) + 0.5) * pitch]);
    return { places, pitch };
  }

  function each(box, radius, kind) {
    const { places, pitch } = placesIn(box);
    return svg("path", { class: kind, d: places.map((place) => markOf("circle", place, radius * pitch)).join("") });
  }

  /** Above it no machine that can learn the letters ever comes. */
  function boundOf() {
    const { bound, bound_words: words, count: [left, top, width, height], em } = scene;
    if (bound === null) return svg("g");
    const at = top + (1 - bound) * height;
    return svg("g", { class: "course-warning" }, svg("path", { class: "course-dashed course-bound", d: `M${left} ${at}h${width}` }),
      svg("text", { x: left + 0.3 * em, y: at - 0.35 * em }, fitting(words, width - 0.3 * em, em)));
  }

  function move(frame) {
    const { retina, units, needles, count, directions } = scene;
    const cell = retina[2] / CELLS;
    setAttribute(parts.cells, "d", [...frame.cells].map((ink, place) =>
      ink ? `M${retina[0] + (place % CELLS) * cell} ${retina[1] + Math.floor(place / CELLS) * cell}h${cell}v${cell}h${-cell}Z` : "").join(""));
    const own = placesIn(units);
    setAttribute(parts.lit, "d", own.places.map((place, unit) => (frame.fires[unit] ? markOf("circle", place, LIT * own.pitch) : "")).join(""));
    const dials = placesIn(needles);
    const needle = ([x, y], unit) => {
      const [across, up] = directions.subarray(2 * frame.notches[unit], 2 * frame.notches[unit] + 2);
      return `M${x.toFixed(1)} ${y.toFixed(1)}l${(NEEDLE * dials.pitch * across).toFixed(1)} ${(-NEEDLE * dials.pitch * up).toFixed(1)}`;
    };
    const some = (turned) => dials.places.map((place, unit) => (Boolean(frame.turned[unit]) === turned ? needle(place, unit) : "")).join("");
    setAttribute(parts.quiet, "d", some(false));
    setAttribute(parts.turned, "d", some(true));
    const dot = [count[0] + frame.here[0] * count[2], count[1] + (1 - frame.here[1]) * count[3]];
    const steps = lineOf(scene.count_line.subarray(0, 4 * frame.mistakes[0]), count);
    setAttribute(parts.line, "d", `M${count[0]} ${count[1] + count[3]}${steps.replace("M", "L")}L${dot.join(" ")}`);
    setAttribute(parts.here, "d", markOf("circle", dot, 0.3 * scene.em));
    setText(parts.answer, fitting(wordsIn(frame.answer).split("\n"), units[0] - retina[0] - 0.3 * scene.em, scene.em));
    setAttribute(parts.answer, "class", frame.turned.some(Boolean) ? "course-label course-backward" : "course-label");
  }

  return plotOf("course-machine", { begin, move, where: (at) => `${at.toLocaleString("en")} example${at === 1 ? "" : "s"} shown` });
}

export default entryOf(machineOf);
