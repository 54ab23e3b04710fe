// Pointing at the stage: at a weight, which is picked by a click; at a point, which says what it is. The arrow keys go
// from point to point. Points of one's own are added by a click or Enter, moved by dragging or Alt, and taken away with
// Delete.

import { fourDigits } from "../../live/front/canvas.js";
import { make, setAttribute, setText } from "../../live/front/dom.js";
import { nearestEdge } from "./geometry.js";
import { pointWords } from "./captions.js";

const CLOSE = 9; // pixels
const STEP = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const UNKNOWN = { index: null }; // a point of which Python has not told anything yet
const NUDGE = 0.05; // of the plane's units, by an arrow key with Alt

export function pointingOf(stage, view, send, redraw) {
  const tip = make("div", { class: "course-tip", hidden: true });
  const spoken = make("div", { class: "course-spoken", "aria-live": "polite" });
  const pad = make("div", { class: "course-pad", tabindex: "0", role: "group", "aria-roledescription": "map of points" });
  const classes = make("div", { class: "course-classes", role: "radiogroup", "aria-label": "class of new points", hidden: true });
  const keys = [0, 1].map((kind) => make("button", { type: "button", role: "radio", onclick: () => choose(kind) }, kind ? "■ 1" : "○ 0"));
  classes.append(...keys);
  stage.append(pad, classes, tip, spoken);
  let kind = 0; // the class of new points
  let held = null;
  let weight = null; // the edge under the pointer

  const own = () => view.frame.scene.own && !view.frame.scene.space.length;
  const here = (event) => {
    const box = stage.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };

  function nearestPoint(place) {
    let best = [null, CLOSE];
    view.points.forEach((point, index) => {
      const [x, y] = view.at(point);
      const far = Math.hypot(x - place[0], y - place[1]);
      if (far < best[1]) best = [index, far];
    });
    return best[0];
  }

  function look(index) {
    if (index === view.point) return;
    view.point = index;
    redraw();
  }

  function mark() {
    const { map } = view.places;
    setAttribute(pad, "style", `left: ${map.left}px; top: ${map.top}px; width: ${map.side}px; height: ${map.side}px`);
    setAttribute(pad, "aria-label", own() ? "your points: a click or Enter adds one, arrow keys go from one to the next, Alt with them moves it, Delete removes it, 0 and 1 give its class" : "points: arrow keys go from one to the next");
    setAttribute(pad, "data-own", own());
    setAttribute(classes, "hidden", !own());
    setAttribute(classes, "style", `left: ${map.left}px; top: ${map.top + map.side - 2.4 * view.places.em}px`);
    keys.forEach((key, place) => setAttribute(key, "aria-checked", String(place === kind)));
    const point = view.points[view.point];
    if (point) tell(view.at(point), pointWords(point, view.frame));
    else if (weight) tell(weight.at, [`${weight.edge.name} = ${fourDigits(view.frame.theta[weight.edge.place])}`]);
    else setAttribute(tip, "hidden", true);
  }

  function tell([x, y], lines) {
    tip.replaceChildren(...lines.map((line) => make("div", {}, line)));
    setAttribute(tip, "hidden", false);
    const { width, em } = view.places;
    tip.style.top = `${y + 0.8 * em}px`;
    tip.style.left = x > width / 2 ? "auto" : `${x + 0.8 * em}px`;
    tip.style.right = x > width / 2 ? `${width - x + 0.8 * em}px` : "auto";
  }

  // --- points of one's own ---

  function choose(wanted) {
    kind = wanted;
    if (view.point !== null && own()) change(view.points.map((point, place) => (place === view.point ? { ...point, ...UNKNOWN, target: wanted } : point)));
    mark();
  }

  const inside = (value, [low, high]) => Math.min(Math.max(value, low), high);

  function change(points) {
    view.points = points; // at once; Python's answer brings the same
    send("own", points.map(({ x, y, target }) => `${rounded(x)}:${rounded(y)}:${target}`).join(","));
    redraw();
  }

  const rounded = (value) => Number(value.toFixed(3));

  /** The point at this place, or where the map ends. */
  const placed = (point, [x, y], { reach } = view.frame.scene) => ({ ...point, ...UNKNOWN, x: inside(x, reach[0]), y: inside(y, reach[1]) });

  function add(place) {
    change([...view.points, placed({ target: kind, unseen: false }, place)]);
    look(view.points.length - 1);
  }

  function move(index, to) {
    change(view.points.map((point, place) => (place === index ? placed(point, to) : point)));
  }

  function remove(index) {
    view.point = null;
    change(view.points.filter((_, place) => place !== index));
    setText(spoken, "point removed");
  }

  pad.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    const index = nearestPoint(here(event));
    look(index);
    if (!own()) return;
    pad.setPointerCapture(event.pointerId);
    held = index ?? view.points.length;
    if (index === null) add(view.plane.from(here(event)));
  });
  pad.addEventListener("pointermove", (event) => (held === null ? look(nearestPoint(here(event))) : move(held, view.plane.from(here(event)))));
  pad.addEventListener("lostpointercapture", () => (held = null));
  pad.addEventListener("pointerleave", () => held === null && document.activeElement !== pad && look(null));
  pad.addEventListener("blur", () => look(null));
  pad.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey) return;
    const count = view.points.length;
    const step = STEP[event.key];
    const { x, y } = view.points[view.point] ?? { x: -NUDGE, y: 0 };
    if (step && event.altKey && own() && view.point !== null) move(view.point, [x + NUDGE * step[0], y + NUDGE * step[1]]);
    else if (event.key === "Enter" && own()) add([x + NUDGE, y]);
    else if (step) look(((view.point ?? (step[0] + step[1] > 0 ? -1 : 0)) + step[0] + step[1] + count) % count);
    else if ((event.key === "Delete" || event.key === "Backspace") && own() && view.point !== null) remove(view.point);
    else if ((event.key === "0" || event.key === "1") && own()) choose(Number(event.key));
    else if (event.key === "Escape") look(null);
    else return;
    event.preventDefault();
    const point = view.points[view.point];
    if (point) setText(spoken, pointWords(point, view.frame).join(", "));
  });

  // --- weights ---

  stage.addEventListener("pointermove", (event) => {
    const place = here(event);
    const { edge, far } = event.target.closest("button, select, .course-pad") ? { far: Infinity } : nearestEdge(view.edges, place);
    const found = far < CLOSE ? { edge, at: place } : null;
    if (!found && !weight) return;
    weight = found;
    stage.style.cursor = found ? "pointer" : "";
    mark();
  });
  stage.addEventListener("pointerleave", () => {
    weight = null;
    mark();
  });
  stage.addEventListener("click", (event) => {
    if (event.target.closest("button, select, .course-pad")) return;
    const { edge, far } = nearestEdge(view.edges, here(event));
    if (far < 2 * CLOSE) send("parameter", edge.name);
  });

  /** Other points have come: the one that was looked at may be gone. */
  function renew() {
    if (view.point !== null && view.point >= view.points.length) view.point = null;
  }

  /** The points are again those of before. */
  function refused() {
    held = null;
    renew();
    setText(spoken, "");
  }
  return { mark, renew, refused };
}
