// The program behind the steps, on request: NumPy, line by line, with the line lit that makes the step on the screen.
// It takes the place of the diagram, so that formula and code stand side by side.

import { make, setAttribute, setText } from "../../live/front/dom.js";
import { scrollHint } from "./scrollhint.js";

const ADVICE = "The NumPy lines of notebook 12, with one example as a row of X and y.";

export function codePanel(session) {
  const listing = make("ol", { class: "course-listing" });
  const words = make("p", { class: "course-told" });
  const close = make("button", { type: "button", class: "course-small", onclick: () => session.open("code") }, "close");
  const element = make("section", { class: "course-code", "aria-label": "the program", hidden: "" }, listing,
    make("div", { class: "course-panel-head" }, words, close));
  const look = scrollHint(element);
  let built = null;
  let seen = null; // the line that was brought into sight last

  function build({ program }) {
    built = program;
    const lines = program?.lines ?? [];
    listing.replaceChildren(...lines.map((line) => make("li", {}, make("code", {}, line), make("span", { class: "course-here" }))));
  }

  function update(view) {
    const opens = session.panel === "code";
    setAttribute(element, "hidden", !opens);
    if (!opens) {
      seen = null;
      return;
    }
    if (built !== view.trace.program || listing.childElementCount === 0) build(view.trace);
    const lit = view.trace.program?.at[view.index] ?? null;
    [...listing.children].forEach((line, place) => {
      setAttribute(line, "data-role", place === lit ? view.phase.key : null);
      setAttribute(line, "aria-current", place === lit ? "step" : null);
      setText(line.lastChild, place === lit ? "◂ this step" : "");
    });
    if (lit !== null && lit !== seen) bring(listing.children[lit]);
    seen = lit;
    look();
    setText(words, view.trace.program ? ADVICE : "A circuit has no program of its own: each gate is one operator of an expression.");
  }
  function bring(line) {
    const [below, above] = [line.offsetTop + line.offsetHeight + 40 - element.clientHeight, line.offsetTop - 10];
    element.scrollTop = Math.min(Math.max(element.scrollTop, below), Math.max(above, 0));
  }
  return { element, update };
}
