// The loss curve: bold as far as the network has learned, faint ahead; and the loss as a number.

import { make, setAttribute, setText, svg } from "../../live/front/dom.js";

const [WIDE, HIGH, EDGE] = [220, 46, 5];

export function lossCurve(trace) {
  const points = trace.curve.x.map((x, place) => [
    EDGE + x * (WIDE - 2 * EDGE),
    HIGH - EDGE - trace.curve.y[place] * (HIGH - 2 * EDGE),
  ]);
  const ahead = svg("polyline", { class: "course-ahead", points: points.join(" ") });
  const done = svg("polyline", { class: "course-done" });
  const dot = svg("circle", { class: "course-dot", r: 5 });
  const picture = svg("svg", { class: "course-curve", viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img" }, ahead, done, dot);
  const name = make("span", { class: "course-symbol" }, "L = ");
  const number = make("span", { class: "course-number" });
  const element = make("div", { class: "course-loss" }, picture, make("span", { class: "course-loss-value" }, name, number));
  const quantities = ["L", "L+"].map((name) => trace.quantities.findIndex((quantity) => quantity.name === name));
  const held = quantities.filter((quantity) => quantity >= 0);

  function update(view) {
    // From update 2 on, the loss at the start is the one with which the update before ended.
    const text = view.latest(held) || (view.update > 1 ? view.number(held[0]) : "");
    setText(number, text === "" ? "–" : text);
    const state = view.update - 1 + (view.latest(held.slice(1)) === "" ? 0 : 1);
    const { reached, at } = place(trace.curve.update, points, state);
    setAttribute(done, "points", [...points.slice(0, reached), at].join(" "));
    setAttribute(dot, "cx", at[0]);
    setAttribute(dot, "cy", at[1]);
    setAttribute(picture, "aria-label", `loss over ${trace.updates} updates; after ${state}: ${text || "not yet known"}`);
  }
  return { element, update };
}

/** How many points lie up to `state`, and the point of the curve there, on the line between its neighbours. */
function place(states, points, state) {
  const later = states.findIndex((other) => other > state);
  if (later < 0) return { reached: points.length, at: points.at(-1) };
  const [before, after] = [Math.max(later - 1, 0), later];
  const part = (state - states[before]) / (states[after] - states[before]);
  const at = [0, 1].map((axis) => points[before][axis] + part * (points[after][axis] - points[before][axis]));
  return { reached: later, at };
}
