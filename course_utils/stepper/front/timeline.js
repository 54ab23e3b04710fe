// The timeline: one segment for each phase, as long as it has steps. A click or a drag goes to the step
// under the pointer.

import { make, setAttribute } from "../../live/front/dom.js";

export function timeline(session) {
  const { trace } = session;
  const count = trace.steps.length;
  const segments = trace.phases.map(({ key, label, first, last }) =>
    make(
      "div",
      { class: "course-segment", "data-role": key, style: `flex-grow: ${last - first + 1}` },
      make("div", { class: "course-bar" }, make("div", { class: "course-done" })),
      make("div", { class: "course-label", title: label }, label),
    ),
  );
  const thumb = make("div", { class: "course-thumb" });
  const element = make(
    "div",
    { class: "course-timeline", role: "slider", tabindex: "0", "aria-label": "step", "aria-valuemin": 1, "aria-valuemax": count },
    ...segments,
    thumb,
  );

  function pick(event) {
    const { left, width } = element.getBoundingClientRect();
    const step = Math.min(Math.max(Math.floor(((event.clientX - left) / width) * count), 0), count - 1);
    if (step !== session.place.step) session.go({ ...session.place, step });
  }

  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    session.play.stop();
    element.setPointerCapture(event.pointerId);
    pick(event);
  });
  element.addEventListener("pointermove", (event) => {
    if (element.hasPointerCapture(event.pointerId)) pick(event);
  });

  function update(view) {
    const { index } = view;
    setAttribute(thumb, "style", `left: ${(100 * (index + 0.5)) / count}%`);
    setAttribute(element, "aria-valuenow", index + 1);
    setAttribute(element, "aria-valuetext", `${view.where}, ${view.phase.label}: ${view.step.title}`);
    trace.phases.forEach(({ first, last }, place) => {
      const done = Math.min(Math.max((index + 0.5 - first) / (last - first + 1), 0), 1);
      setAttribute(segments[place].querySelector(".course-done"), "style", `width: ${100 * done}%`);
      setAttribute(segments[place], "data-now", first <= index && index <= last);
    });
  }
  return { element, update };
}
