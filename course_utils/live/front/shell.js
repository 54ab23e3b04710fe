// What is around the picture of a live figure: the controls beside or below it, the words, the numbers, and the projector mode.

import { make, setAttribute, svg } from "./dom.js";
import { tablesOf } from "./tables.js";
import { projectorOf } from "./projector.js";
import { sizingOf } from "./sizing.js";

/** The element of a figure, which keeps its keys for itself: JupyterLab has shortcuts, and moves between cells. */
export function figureOf(layout, kind = "") {
  const root = make("section", {
    class: `course-live ${kind} course-look`, role: "group", "aria-label": layout.title, tabindex: "-1",
  });
  root.dataset.lmSuppressShortcuts = "true";
  return root;
}

/** Put the parts into the figure, `under` right below the picture; `events` gets its numbers,
 *  and is told the size that a projector leaves for the picture. */
export function shellOf(root, layout, picture, { under = [], parts }, words, events) {
  const side = make("div", { class: "course-side" }, ...parts);
  const large = make("button", {
    type: "button", class: "course-large", title: "projector mode (F)", "aria-label": "projector mode", "aria-pressed": "false",
    onclick: () => projector.toggle(),
  }, svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("path", { d: "M1 6V1h5M10 1h5v5M15 10v5h-5M6 15H1v-5" })));
  const projector = projectorOf(root, () => sizing.fit());
  const sizing = sizingOf(root, picture, side, [...under, words], layout, projector.isOn, (size) => {
    setAttribute(large, "aria-pressed", String(projector.isOn()));
    events.resize(size);
  });
  const numbers = tablesOf(root, (then) => events.tables(then));
  words.prepend(large, numbers.button);
  root.append(picture, ...under, side, words, numbers.element);
  root.addEventListener("keydown", (event) => {
    event.stopPropagation();
    act(event);
  });

  /** F fills the screen or leaves it, Escape leaves it, T shows the numbers. Text fields and lists keep their letter keys. */
  function act(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented) return;
    if (event.key === "Escape") projector.leave();
    if (event.target.matches("textarea, select, [type='text']")) return;
    if (event.key.toLowerCase() === "f") projector.toggle();
    if (event.key.toLowerCase() === "t") numbers.toggle();
  }

  return {
    numbers,
    open: sizing.open,
    close() {
      projector.leave();
      sizing.close();
    },
  };
}
