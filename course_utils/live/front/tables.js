// The numbers of a figure as tables, one key away: for those who cannot see it or want a value.

import { make, setAttribute, setText, svg } from "./dom.js";

const NONE = "There are no numbers in this picture besides those in its description.";
const NUMBER = /^[−+–∞\d]/;

/** The panel, closed at first, and its button. ask(then) asks for {tables, description}; then(reply) is called with them. */
export function tablesOf(root, ask) {
  const about = make("p");
  const tables = make("div");
  const element = make("div", { class: "course-tables", role: "group", "aria-label": "the numbers of this figure", tabindex: "0", hidden: true }, about, tables);
  const button = make("button", {
    type: "button", class: "course-large", title: "the numbers of this figure (T)", "aria-label": "numbers", "aria-expanded": "false",
    "aria-keyshortcuts": "T", onclick: toggle,
  }, svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("path", { d: "M1 2h14v12H1zM1 6h14M1 10h14M6 2v12" })));
  let before = null; // what had the focus
  let opens = false;

  function toggle() {
    if (!element.hidden || opens) return close();
    before = root.contains(document.activeElement) ? document.activeElement : button;
    opens = true;
    ask(show);
  }

  function close() {
    opens = false;
    setAttribute(element, "hidden", true);
    setAttribute(button, "aria-expanded", "false");
    (before?.isConnected ? before : button).focus({ preventScroll: true });
  }

  function show({ tables: found, description }) {
    if (!opens && element.hidden) return;
    setText(about, description);
    tables.replaceChildren(...(found.length ? found.flatMap(tableElements) : [make("p", {}, NONE)]));
    setAttribute(element, "hidden", false);
    setAttribute(button, "aria-expanded", "true");
    if (opens) {
      element.focus({ preventScroll: true });
      element.scrollIntoView({ block: "nearest" });
    }
    opens = false;
  }

  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault(); // a second Escape is for what is around the numbers
    close();
  });
  return { button, element, toggle, renew: () => element.hidden || ask(show) };
}

/** A table and its note, from Python's Table. */
function tableElements({ caption, head, rows, note }) {
  const kind = (column) => (rows.every((row) => NUMBER.test(row[column])) ? null : "course-word");
  const kinds = head.map((_, column) => kind(column));
  const cell = (text, column) => (column ? make("td", { class: kinds[column] }, text) : make("th", { scope: "row", class: kinds[0] }, text));
  const table = make("table", {}, make("caption", {}, caption),
    make("thead", {}, make("tr", {}, ...head.map((text, column) => make("th", { scope: "col", class: kinds[column] }, text)))),
    make("tbody", {}, ...rows.map((row) => make("tr", {}, ...row.map(cell)))));
  return note ? [table, make("p", {}, note)] : [table];
}
