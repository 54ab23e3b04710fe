// A pen: a row of handles, the knots of one curve, over which a pointer draws. The arrow keys left and right go
// from knot to knot, up and down move the one that has the focus.

import { fractionsIn, setAttribute } from "./dom.js";

export const NEAR = 0.03; // of the picture: a stroke may begin this far outside the square, a press miss a pad by so much

export function actAsPen(picture, knots) {
  let last = null;
  picture.element.classList.add("course-drawn-on");
  knots.forEach(({ element }, index) => {
    element.classList.add("course-knot");
    setAttribute(element, "tabindex", index ? -1 : 0);
    element.addEventListener("focus", () => knots.forEach((knot) => setAttribute(knot.element, "tabindex", knot.element === element ? 0 : -1)));
    element.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      knots[Math.min(Math.max(index + by, 0), knots.length - 1)].element.focus();
    }, { capture: true }); // before the handle takes the key for itself
  });

  const x = (knot) => knot.box()[0];
  const nearest = (place) => knots.reduce((best, knot) => (Math.abs(x(knot) - place) < Math.abs(x(best) - place) ? knot : best));

  function inside([left, top]) {
    const [, upper, , height] = knots[0].box();
    const across = left > x(knots[0]) - NEAR && left < x(knots[knots.length - 1]) + NEAR;
    return across && top > upper - NEAR && top < upper + height + NEAR;
  }

  /** Pull the nearest knot, and those that the pointer has passed since its last event. */
  function stroke(here) {
    const from = last ?? here;
    const passed = knots.filter((knot) => (x(knot) - from[0]) * (x(knot) - here[0]) < 0);
    passed.forEach((knot) => {
      const share = (x(knot) - from[0]) / (here[0] - from[0]);
      knot.pull([x(knot), from[1] + share * (here[1] - from[1])]);
    });
    nearest(here[0]).pull(here);
    last = here;
  }

  picture.element.addEventListener("pointerdown", (event) => {
    const here = fractionsIn(picture.element, event);
    if (event.button !== 0 || !inside(here)) return;
    event.preventDefault();
    picture.element.setPointerCapture(event.pointerId);
    nearest(here[0]).element.focus({ preventScroll: true });
    stroke(here);
  });
  picture.element.addEventListener("pointermove", (event) => last && stroke(fractionsIn(picture.element, event)));
  picture.element.addEventListener("lostpointercapture", () => {
    last = null;
    knots[0].settle();
  });
}
