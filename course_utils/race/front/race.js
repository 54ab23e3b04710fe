// The picture of a race: the map with the walks on it, the strip of λ, the curves of height and the last iterates.
// Python says where each panel stands and what lies where in it, in fractions; here they become marks.

import { draw, make, put } from "../../live/front/dom.js";
import { framesOf } from "../../live/front/film.js";
import { axes } from "./axes.js";
import { LOOKS, lineOf, marksOf, markOf, arrowOf } from "./marks.js";
import { tableOf } from "./table.js";

const maps = new Map(); // of each surface: its bands, once for the page
let counted = 0;

export function raceOf(layout, events) {
  const clip = `course-race-${Math.random().toString(36).slice(2)}-${(counted += 1)}`;
  const svg = draw("svg", { class: "course-race", role: "img", preserveAspectRatio: "none" });
  const element = make("div", { class: "course-picture" }, svg);
  let scene = null;
  let last = null;
  let panels = null;

  /** Take a map of Python's in, and draw what waited for it. */
  function hearMaps() {
    events.port.hear.ground = ({ name, layout: arrays, picture }) => {
      maps.set(name, framesOf(arrays, picture)[0]);
      if (scene?.ground === name) begin();
    };
  }

  /** What stands still while only film is shown. */
  function begin() {
    const { size, letters, map } = scene;
    put(svg, "viewBox", `0 0 ${size[0]} ${size[1]}`);
    svg.style.fontSize = `${letters}px`;
    const shapes = Object.fromEntries(["model", "walks", "over"].map((name) => [name, draw("g", { class: `course-${name}` })]));
    const inside = draw("g", { "clip-path": `url(#${clip})` }, bandsOf(maps.get(scene.ground), map), shapes.model, shapes.walks);
    const rates = draw("g", { class: "course-rates" });
    const lines = draw("g", { class: "course-curves" });
    const tables = scene.tables.map((box, place) => tableOf(box, letters, scene.racers[place]));
    svg.replaceChildren(
      draw("defs", {}, draw("clipPath", { id: clip }, draw("rect", rectOf(map)))),
      inside, ...["map", "strip", "curves"].map((name) => axes(name, scene)),
      limitOf(), rates, lines, shapes.over, ...tables.map((table) => table.element));
    panels = { ...shapes, rates, lines, tables };
    if (last) move(last);
  }

  /** Beyond which λ steps grow, and why. */
  function limitOf() {
    const { strip, limit, words, letters } = scene;
    const [left, top, width, height] = strip;
    const text = draw("text", { class: "course-warning", x: left, y: top - 0.35 * letters }, words);
    if (limit === null) return draw("g", {}, text);
    const at = left + limit * width;
    return draw("g", {}, draw("rect", { class: "course-beyond", x: at, y: top, width: Math.max(left + width - at, 0), height }),
      draw("path", { class: "course-limit", d: `M${at} ${top}v${height}` }), text);
  }

  function move(frame) {
    const { map, strip, curves, letters, racers } = scene;
    const running = LOOKS.map((look, place) => place).filter((place) => !Number.isNaN(frame.here[4 * place]));
    const shown = running.sort((one, other) => racers.includes(one) - racers.includes(other));
    const classes = (place) => `course-${LOOKS[place].role} course-${LOOKS[place].line} ${racers.includes(place) ? "" : "course-beside"}`;
    const part = (name, place, width) => frame[name].subarray(place * width, (place + 1) * width);
    const each = frame.path.length / LOOKS.length;
    panels.walks.replaceChildren(...shown.flatMap((place) => [
      draw("path", { class: `course-walk ${classes(place)}`, d: lineOf(part("path", place, each), map) }),
      draw("path", { class: `course-mark ${classes(place)}`, d: marksOf(part("marks", place, frame.marks.length / LOOKS.length), map, LOOKS[place].mark, 0.22 * letters) }),
    ]));
    panels.over.replaceChildren(...shown.map((place) => {
      const [x, y, across, up] = part("here", place, 4);
      const at = [map[0] + x * map[2], map[1] + (1 - y) * map[3]];
      const d = across || up ? arrowOf(at, [across * map[2], -up * map[3]], 0.6 * letters) : markOf(LOOKS[place].mark, at, 0.45 * letters);
      return draw("path", { class: `course-here ${classes(place)}`, d });
    }));
    panels.lines.replaceChildren(...shown.map((place) => draw("path", { class: `course-walk ${classes(place)}`, d: lineOf(part("curve", place, each), curves) })));
    const bends = frame.model.length / 5;
    const conics = [0, 1, 2, 3, 4].map((line) => draw("path", { class: "course-conic", d: lineOf(frame.model.subarray(line * bends, (line + 1) * bends), map) }));
    const target = marksOf(frame.target, map, "cross", 0.45 * letters);
    panels.model.replaceChildren(...conics, draw("path", { class: "course-flat", d: target }));
    const [rate, local] = [...frame.rate].map((share) => strip[0] + share * strip[2]);
    const dashed = Number.isNaN(local) || frame.rate[1] > 1 || frame.rate[1] < 0 ? "" : `M${local} ${strip[1]}v${strip[3]}`;
    panels.rates.replaceChildren(draw("path", { class: "course-limit course-local", d: dashed }),
      draw("path", { class: "course-rate", d: markOf("down", [rate, strip[1] + strip[3] / 2], 0.5 * letters) }));
    panels.tables.forEach((table, place) => table.show(frame.table, place));
  }

  function show(frame) {
    last = frame;
    put(svg, "aria-label", frame.words);
    if (events.port.hear && !events.port.hear.ground) hearMaps();
    if (frame.scene !== scene) {
      scene = frame.scene;
      if (!maps.has(scene.ground)) events.port.ask({ type: "ground", name: scene.ground });
      begin();
    } else move(frame);
  }

  /** Where a pointer is, as fractions from the left and the upper edge. */
  function fractions(event) {
    const box = svg.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  }
  return { element, show, fractions, where: (at) => `step ${at.toLocaleString("en")}` };
}

const rectOf = ([x, y, width, height]) => ({ x, y, width, height });

/** The surface: on its ground one band over the other, the higher the deeper; `bands` may still be on its way. */
function bandsOf(bands, box) {
  const group = draw("g", { class: "course-bands" }, draw("rect", { class: "course-lowest", ...rectOf(box) }));
  if (!bands) return group;
  const rings = new Map();
  for (let place = 0; place < bands.rings.length; place += 3) {
    const [level, start, end] = bands.rings.subarray(place, place + 3);
    rings.set(level, `${rings.get(level) ?? ""}${lineOf(bands.points.subarray(2 * start, 2 * end), box)}Z`);
  }
  rings.forEach((d, level) => group.append(draw("path", { class: "course-band", d, style: `--depth: ${(4 + 3.2 * level).toFixed(1)}%` })));
  return group;
}
