// The numbers that are known by now, on request: a table that goes along with the steps, for those who cannot see the
// diagram, whose place it takes, or want all of them at once.

import { make, setAttribute, setText } from "../../live/front/dom.js";
import { saysMore } from "./more.js";

export function knownPanel(session) {
  const caption = make("caption");
  const body = make("tbody");
  const head = make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "quantity"), make("th", { scope: "col" }, "value")));
  const close = make("button", { type: "button", class: "course-small", onclick: () => session.open("known") }, "close");
  const element = make("div", { class: "course-known", role: "group", "aria-label": "the numbers so far", tabindex: "0", hidden: "" },
    make("div", { class: "course-panel-head" }, make("p", { class: "course-told" }, "What is known by this step; the latest last."), close),
    make("table", {}, caption, head, body));
  const look = saysMore(element);
  let open = false;

  function update(view) {
    const opens = session.panel === "known";
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
