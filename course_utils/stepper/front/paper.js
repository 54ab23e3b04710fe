// On paper: the step on the screen, and below it every step of that update in a table. It is made when a
// saved page is about to be printed.

import { make } from "../../live/front/dom.js";
import { mathLine, fill, slotsIn } from "./maths.js";
import { viewOf } from "./view.js";

export function paper(session) {
  const element = make("div", { class: "course-paper" });

  function write() {
    const view = viewOf(session);
    const rows = session.trace.steps.map((step, place) => {
      const lines = [...step.formula, ...step.numbers, step.result_line].filter(Boolean).map(mathLine);
      const row = make("tr", {}, make("td", {}, String(place + 1)), make("td", {}, session.trace.phases[step.phase].label),
        make("td", {}, step.title), make("td", {}, ...lines));
      fill(slotsIn(row), view.number);
      return row;
    });
    const heads = ["step", "phase", "question", "answer"].map((word) => make("th", { scope: "col" }, word));
    const title = `${session.trace.name}${session.trace.updates ? `, update ${view.update}` : ""}`;
    element.replaceChildren(make("table", {}, make("caption", {}, title), make("thead", {}, make("tr", {}, ...heads)),
      make("tbody", {}, ...rows)));
  }

  if (session.port.saved) window.addEventListener("beforeprint", write);
  return { element, stop: () => window.removeEventListener("beforeprint", write) };
}
