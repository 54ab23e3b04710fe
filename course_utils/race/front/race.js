// The picture of a race: the map with the walks on it, the strip of λ, the curves of height and the last iterates.

import { axesOf } from "../../live/front/axes.js";
import { setText, svg } from "../../live/front/dom.js";
import { framesOf } from "../../live/front/film.js";
import { entryOf } from "../../live/front/filmfigure.js";
import { fitting } from "../../live/front/text.js";
import { arrowOf, lineOf, markOf, marksOf, rectOf, strokeOf } from "../../live/front/marks.js";
import { clipped, plotOf } from "../../live/front/plot.js";

const HANDLE = 17; // pixels: half of it, and a gap
const maps = new Map(); // of each surface: its bands, once for the page
const HEAD = " step      x      y         f";
const LINE = 1.35; // as in course_utils/race/boxes.py
/** The look of each method, in the order of Python's table: its colour's role, its sign and its line. */
const LOOKS = [
  { name: "gradient descent", role: "backward", mark: "circle", line: "solid" },
  { name: "momentum", role: "backward", mark: "triangle", line: "dashed" },
  { name: "Adam", role: "backward", mark: "diamond", line: "dotted" },
  { name: "Newton", role: "update", mark: "square", line: "solid" },
];

function raceOf(layout, events) {
  let scene = null;
  let panels = null;

  /** Take a map of Python's in, and draw what waited for it. */
  function hearMaps() {
    events.port.handlers.map = ({ name, layout: arrays, picture }) => {
      maps.set(name, framesOf(arrays, picture)[0]);
      if (scene?.surface === name) plot.renew();
    };
  }

  function begin(given, root, clip) {
    if (!events.port.handlers.map) hearMaps();
    if (given !== scene && !maps.has(given.surface)) events.port.ask({ type: "map", name: given.surface });
    scene = given;
    const { em, map } = scene;
    const shapes = Object.fromEntries(["model", "walks", "over"].map((name) => [name, svg("g", { class: `course-${name}` })]));
    const { defs, inside } = clipped(clip, map);
    inside.append(bandsOf(maps.get(scene.surface), map), shapes.model, shapes.walks);
    const rates = svg("g", { class: "course-rates" });
    const lines = svg("g", { class: "course-curves" });
    const tables = scene.tables.map((box, place) => tableOf(box, em, scene.racers[place]));
    root.replaceChildren(defs, inside, ...axes(), limitOf(), rates, lines, shapes.over, ...tables.map((table) => table.element));
    panels = { ...shapes, rates, lines, tables };
  }

  function axes() {
    const { map, strip, curves, em, ticks, title, names } = scene;
    const [left, top, , height] = strip;
    const sign = svg("text", { class: "course-label", x: left - Math.max(0.6 * em, HANDLE), y: top + height, "text-anchor": "end" }, "λ");
    return [
      axesOf(map, em, { ticks: ticks.map, title, room: map[2] + 2 * em, across: names[0], up: names[1] }),
      axesOf(strip, em, { ticks: ticks.strip, sides: 1 }), sign,
      axesOf(curves, em, { ticks: ticks.curves, title: ["height above the lowest", "height"], start: curves[0] - 3 * em, room: curves[2] + 3 * em, across: ["step"], grid: true }),
    ];
  }

  /** Beyond which λ steps grow, and why. */
  function limitOf() {
    const { strip, limit, words, em } = scene;
    const [left, top, width, height] = strip;
    const text = svg("text", { class: "course-warning", x: left, y: top - 0.85 * em }, fitting(words, width, em));
    if (limit === null) return svg("g", {}, text);
    const at = left + limit * width;
    return svg("g", {}, svg("rect", { class: "course-beyond", x: at, y: top, width: Math.max(left + width - at, 0), height }),
      svg("path", { class: "course-limit", d: `M${at} ${top}v${height}` }), text);
  }

  function move(frame) {
    const { map, strip, curves, em, racers } = scene;
    const running = LOOKS.map((look, place) => place).filter((place) => !Number.isNaN(frame.here[4 * place]));
    const shown = running.sort((one, other) => racers.includes(one) - racers.includes(other));
    const classes = (place) => `course-${LOOKS[place].role} course-${LOOKS[place].line} ${racers.includes(place) ? "" : "course-beside"}`;
    const part = (name, place, width) => frame[name].subarray(place * width, (place + 1) * width);
    const each = frame.path.length / LOOKS.length;
    panels.walks.replaceChildren(...shown.flatMap((place) => [
      svg("path", { class: `course-walk ${classes(place)}`, d: strokeOf(part("path", place, each), map) }),
      svg("path", { class: `course-mark ${classes(place)}`, d: marksOf(part("marks", place, frame.marks.length / LOOKS.length), map, LOOKS[place].mark, 0.22 * em) }),
    ]));
    panels.over.replaceChildren(...shown.map((place) => {
      const [x, y, across, up] = part("here", place, 4);
      const at = [map[0] + x * map[2], map[1] + (1 - y) * map[3]];
      const d = across || up ? arrowOf(at, [across * map[2], -up * map[3]], 0.6 * em) : markOf(LOOKS[place].mark, at, 0.45 * em);
      return svg("path", { class: `course-here ${classes(place)}`, d });
    }));
    panels.lines.replaceChildren(...shown.map((place) => svg("path", { class: `course-walk ${classes(place)}`, d: lineOf(part("curve", place, each), curves) })));
    const bends = frame.model.length / 5;
    const conics = [0, 1, 2, 3, 4].map((line) => svg("path", { class: "course-conic", d: strokeOf(frame.model.subarray(line * bends, (line + 1) * bends), map) }));
    const target = marksOf(frame.target, map, "cross", 0.45 * em);
    panels.model.replaceChildren(...conics, svg("path", { class: "course-flat", d: target }));
    const [rate, local] = [...frame.rate].map((share) => strip[0] + share * strip[2]);
    const dashed = Number.isNaN(local) || frame.rate[1] > 1 || frame.rate[1] < 0 ? "" : `M${local} ${strip[1]}v${strip[3]}`;
    panels.rates.replaceChildren(svg("path", { class: "course-limit course-local", d: dashed }),
      svg("path", { class: "course-rate", d: markOf("down", [rate, strip[1] + strip[3] / 2], 0.5 * em) }));
    panels.tables.forEach((table, place) => table.show(frame.table, place));
  }

  const plot = plotOf("course-race", { begin, move, where: (at) => `step ${at.toLocaleString("en")}` });
  return plot;
}

/** The surface: on its ground one band over the other, the higher the deeper; `bands` may still be on its way. */
function bandsOf(bands, box) {
  const group = svg("g", { class: "course-bands" }, svg("rect", { class: "course-lowest", ...rectOf(box) }));
  if (!bands) return group;
  const rings = new Map();
  for (let place = 0; place < bands.rings.length; place += 3) {
    const [level, start, end] = bands.rings.subarray(place, place + 3);
    rings.set(level, `${rings.get(level) ?? ""}${lineOf(bands.points.subarray(2 * start, 2 * end), box)}Z`);
  }
  rings.forEach((d, level) => group.append(svg("path", { class: "course-band", d, style: `--depth: ${(4 + 3.2 * level).toFixed(1)}%` })));
  return group;
}

/** The last iterates of a racer: rows of characters that Python has written, in columns that end at the same places. */
function tableOf([left, top, width, height], em, racer) {
  const lines = Math.floor(height / (LINE * em)) - 2;
  const at = (line) => ({ x: left, y: top + (line + 0.95) * LINE * em, textLength: HEAD.length * 0.61 * em, lengthAdjust: "spacing" });
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

export default entryOf(raceOf);
