// Cells that can be changed and run: their text opens in an editor, Shift+Enter runs it.

import { make, setAttribute } from "../../../course_utils/live/front/dom.js";
import { showOutputs } from "./outputs.js";
import { keepingFocus } from "./status.js";

const EXERCISE = /\b(check|yours_or_ours|hint)\(/; // where the button that opens the editor is always seen
const MOST = 400; // letters of an output that are read out
const NO_EDITOR = "The editor did not load. Check the connection, and press the button again.";
const CHANGE = "change its numbers (starts Python)";

/** Let a cell, its `source` and its `place` among the others, be changed and run; editorAt is the editor's address. */
export function editableCell(section, source, place, python, editorAt) {
  const input = section.querySelector(".input");
  const box = section.querySelector(".outputs");
  const open = make("button", { type: "button", class: "edit", onclick: edit, "aria-label": `edit and run cell ${place + 1}` }, "edit and run");
  const note = make("p", { class: "note" }, NO_EDITOR);
  let editor = null;
  let tries = 0; // a browser may remember that a module did not come, by its address
  let leave = null;
  section.classList.toggle("exercise", EXERCISE.test(source));
  input.append(open);
  // A stepper's page in its frame steps by itself; what only Python can do, a stepper among the outputs does.
  box.querySelectorAll("iframe.stepper + .note").forEach((note) => note.append(" ", make("button", { type: "button", onclick: run }, CHANGE)));

  async function edit() {
    const address = new URL(`${editorAt}#${(tries += 1)}`, document.baseURI);
    const module = await import(address).catch(() => null);
    if (editor) return; // pressed twice
    if (!module) return miss();
    const first = make("button", { type: "button", onclick: reset }, "as it was");
    const tools = make("div", { class: "tools" },
      make("button", { type: "button", onclick: run }, "run"), first,
      make("span", { class: "note" }, "Shift+Enter runs it; Esc, then Tab leaves it."));
    const holder = make("div", { class: "editor" });
    input.replaceChildren(holder, tools);
    editor = module.createEditor(holder, source, `code of cell ${place + 1}`, run);
    editor.focus();
  }

  function miss() {
    input.append(note);
    python.status.tell(NO_EDITOR);
  }

  function reset() {
    editor.setText(source);
    editor.focus();
  }

  async function run() {
    setAttribute(box, "aria-busy", "true");
    try {
      const done = await python.run(place, editor?.text() ?? source);
      keepingFocus(box, () => show(done));
    } catch (error) {
      keepingFocus(box, () => box.replaceChildren(make("p", { class: "output note" }, error.message)));
    }
    setAttribute(box, "aria-busy", null);
  }

  function show(done) {
    const away = leave;
    leave = showOutputs(box, done, python);
    if (done.failed !== null) box.prepend(make("p", { class: "note" }, `Cell ${done.failed + 1}, on which this one depends, fails:`));
    away?.();
    const words = done.widgets.length ? "" : box.innerText.trim().slice(0, MOST);
    python.status.tell(`Cell ${place + 1} has run. ${words}`);
  }
}
