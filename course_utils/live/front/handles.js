// Handles lie over the picture. They follow pointer and keys at once; Python's reply says where they
// belong, and where the coordinates are that they do not move themselves.

import { fractionsIn, make, setAttribute } from "./dom.js";
import { actAsPen, NEAR } from "./pen.js";

export const FAR = 10; // steps with Shift, or Page Up and Page Down
const ARROWS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowDown: [1, -1], ArrowUp: [1, 1] };
const PAGES = { PageDown: [1, -FAR], PageUp: [1, FAR] };

export function handlesOf(layout, picture, events) {
  const entries = Object.entries(layout.handles);
  const handles = new Map(entries.map(([name, spec]) => [name, handleOf(name, spec, picture, events)]));
  handles.forEach(({ element }) => picture.element.append(element));
  if (handles.size === 1) actAsPad(picture, [...handles.values()][0]);
  const pens = new Set(entries.map(([, { pen }]) => pen).filter(Boolean));
  const knots = (name) => entries.filter(([, { pen }]) => pen === name).map(([knot]) => handles.get(knot));
  pens.forEach((name) => actAsPen(picture, knots(name)));

  function place(places, description) {
    handles.forEach((handle, name) => handle.place(places[name], description));
  }
  return { place };
}

function handleOf(name, { label, pen }, picture, events) {
  const element = make("div", { class: "course-handle", role: "slider", tabindex: "0", "aria-label": label, title: label });
  let here = null;
  let held = null;

  function place(there, description) {
    const ahead = held !== null || events.awaits(name);
    const keep = (axis) => ahead && here && there.steps[axis] > 0;
    here = { ...there, at: [0, 1].map((axis) => (keep(axis) ? here.at : there.at)[axis]),
      position: [0, 1].map((axis) => (keep(axis) ? here.position : there.position)[axis]) };
    const main = axisFor(0);
    setAttribute(element, "aria-valuemin", 0);
    setAttribute(element, "aria-valuemax", here.steps[main]);
    setAttribute(element, "aria-valuenow", here.position[main]);
    setAttribute(element, "aria-valuetext", description);
    draw();
  }

  function draw() {
    element.style.left = `${100 * here.at[0]}%`;
    element.style.top = `${100 * here.at[1]}%`;
  }

  /** The axis on which a key of this axis acts: a handle with one axis takes all keys for it. */
  function axisFor(axis) {
    return here.steps[axis] > 0 ? axis : 1 - axis;
  }

  /** Go to a position of each axis, and tell Python; "place" tells even if it was there already. */
  function go(position, at = null, type = "drag") {
    const changed = position.some((value, axis) => value !== here.position[axis]);
    here.position = position;
    here.at = at ?? position.map((value, axis) => (here.steps[axis] ? edge(axis) + span(axis) * (value / here.steps[axis]) : here.at[axis]));
    draw();
    if (changed || type === "place") events.put({ type, name, position });
  }

  // Positions count upwards, fractions of the picture downwards.
  const edge = (axis) => here.box[axis] + (axis === 1 ? here.box[3] : 0);
  const span = (axis) => (axis === 1 ? -here.box[3] : here.box[2]);
  const within = (value, top) => Math.min(Math.max(value, 0), top);

  function nudge(axis, steps) {
    const position = [...here.position];
    position[axis] = within(position[axis] + steps, here.steps[axis]);
    go(position);
  }

  /** Go where a pointer is, a place in the picture, as near as the ends allow. */
  function pull(pointer, type) {
    const along = [0, 1].map((axis) => (here.steps[axis] ? within((pointer[axis] - edge(axis)) / span(axis), 1) : 0));
    const at = along.map((fraction, axis) => (here.steps[axis] ? edge(axis) + fraction * span(axis) : here.at[axis]));
    go(along.map((fraction, axis) => Math.round(fraction * here.steps[axis])), at, type);
  }

  function follow(event, type) {
    pull(fractionsIn(picture.element, event).map((fraction, axis) => fraction - held[axis]), type);
  }

  /** Take hold, at some distance from the middle, or pull the handle to the pointer. */
  function grab(event, pulled = false) {
    if (event.button !== 0) return;
    event.preventDefault();
    const pointer = fractionsIn(picture.element, event);
    held = pulled ? [0, 0] : pointer.map((fraction, axis) => fraction - here.at[axis]);
    element.setPointerCapture(event.pointerId);
    element.focus({ preventScroll: true });
    element.classList.add("course-held");
    follow(event, pulled ? "place" : "drag");
  }

  function release() {
    if (held === null) return;
    held = null;
    element.classList.remove("course-held");
    if (!events.busy()) events.settleSoon();
  }

  if (!pen) element.addEventListener("pointerdown", (event) => {
    event.stopPropagation();
    grab(event);
  });
  element.addEventListener("pointermove", (event) => held && follow(event));
  element.addEventListener("lostpointercapture", release);
  element.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const [axis, steps] = ARROWS[event.key] ?? PAGES[event.key] ?? [0, 0];
    const ends = { Home: -here.steps[axisFor(0)], End: here.steps[axisFor(0)] };
    const by = ends[event.key] ?? (event.key in ARROWS && event.shiftKey ? FAR * steps : steps);
    if (!by) return;
    event.preventDefault();
    nudge(axisFor(axis), by);
  });
  return { element, place, grab, pull, box: () => here.box, settle: () => events.busy() || events.settleSoon() };
}

/** A single handle has a pad, all that lies between its ends: it comes to where the pointer presses there, or a finger
 *  taps. One that comes down may be about to scroll the page. */
function actAsPad(picture, handle) {
  let finger = false;
  const hits = (event) => inside(handle.box(), fractionsIn(picture.element, event));
  picture.element.addEventListener("pointerdown", (event) => {
    finger = event.pointerType === "touch";
    if (!finger && hits(event)) handle.grab(event, true);
  });
  picture.element.addEventListener("click", (event) => {
    if (finger && event.target !== handle.element && hits(event)) handle.pull(fractionsIn(picture.element, event), "place");
  });
}

/** Whether a place lies in a box, or near it; a box with no width or height reaches across the picture. */
function inside([left, top, width, height], [x, y]) {
  const within = (value, start, length) => !length || Math.abs(value - start - length / 2) < Math.abs(length) / 2 + NEAR;
  return within(x, left, width) && within(y, top, height);
}
