// A plot: a picture of a film figure in SVG, in pixels of the page, crisp at any zoom and in the colours of the theme.
// Python says where each panel stands and what lies where in it, in fractions of the panel; here they become marks.

import { make, setAttribute, svg } from "./dom.js";

let counted = 0;

/** begin(scene, root, clip) draws what stands still while only film is shown, move(frame) what changes; where(at) names
 *  a place on the timeline; `clip` is an id of this plot alone. */
export function plotOf(kind, { begin, move, where }) {
  const clip = `${kind}-${Math.random().toString(36).slice(2)}-${(counted += 1)}`;
  const root = svg("svg", { class: `course-plot ${kind}`, role: "img", preserveAspectRatio: "none" });
  const element = make("div", { class: "course-picture" }, root);
  let scene = null;
  let last = null;

  function show(frame) {
    last = frame;
    if (frame.scene === scene) return move(frame);
    scene = frame.scene;
    renew();
  }

  const tell = () => setAttribute(root, "aria-label", last.words);

  /** Draw everything anew. */
  function renew() {
    setAttribute(root, "viewBox", `0 0 ${scene.size[0]} ${scene.size[1]}`);
    root.style.fontSize = `${scene.em}px`;
    begin(scene, root, clip);
    move(last);
  }
  return { element, show, tell, renew, where };
}

/** What keeps marks inside a panel: `{ defs, inside }`, to be put into the picture, marks going into `inside`. */
export function clipped(id, box) {
  const [x, y, width, height] = box;
  const defs = svg("defs", {}, svg("clipPath", { id }, svg("rect", { x, y, width, height })));
  return { defs, inside: svg("g", { "clip-path": `url(#${id})` }) };
}
