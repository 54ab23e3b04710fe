// The numbers known so far, as a table that follows the steps. It takes the place of the diagram, for those who cannot
// see that or want all numbers at once.

import { make, setAttribute, setText } from "../../live/front/dom.js";
import { scrollHint } from "./scrollhint.js";

export function tablePanel(session) {
  const caption = make("caption");
  const body = make("tbody");
  const head = make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "quantity"), make("th", { scope: "col" }, "value")));
  const close = make("button", { type: "button", class: "course-small", onclick: () => session.open("table") }, "close");
  const element = make("div", { class: "course-table", role: "group", "aria-label": "the numbers so far", tabindex: "0", hidden: "" },
    make("div", { class: "course-panel-head" }, make("p", { class: "course-told" }, "What is known by this step; the latest last."), close),
    make("table", {}, caption, head, body));
  const look = scrollHint(element);
  let open = false;

  function update(view) {
    const opens = session.panel === "table";
    setAttribute(element, "hidden", !opens);
    if (opens) show(view);
    if (opens && !open) element.focus({ preventScroll: true });
    open = opens;
  }

  function show(view) {
    setText(caption, view.where);
    body.replaceChildren(...view.known().map(([symbol, text, role]) =>
      make("tr", { "data-role": role }, make("th", { scope: "row" }, symbol), make("td", {}, text))));
    look();
  }
  return { element, update };
}
