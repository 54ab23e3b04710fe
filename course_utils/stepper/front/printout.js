// What a saved page prints: the step on the screen, and below it a table of every step of that update, made when the
// page is about to be printed; in a frame, which would cut it off, there is none.

import { make } from "../../live/front/dom.js";
import { mathLine, fill, slotsIn } from "./maths.js";
import { framed } from "./parentpage.js";
import { viewOf } from "./view.js";

export function printout(session) {
  const element = make("div", { class: "course-printout" });

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

  if (session.port.saved && !framed) window.addEventListener("beforeprint", write);
  return { element, stop: () => window.removeEventListener("beforeprint", write) };
}
