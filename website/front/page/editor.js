// Cells that can be changed and run: their text opens in an editor, Shift+Enter runs it.

import { make, setAttribute } from "../../../course_utils/live/front/dom.js";
import { showOutputs } from "./outputs.js";

const EXERCISE = /\b(check|yours_or_ours|hint)\(/; // where the button that opens the editor is always seen
const CHANGE = "change its numbers (starts Python)";

/** Let a cell, its `source` and its `place` among the others, be changed and run; editorAt is the editor's address. */
export function editableCell(section, source, place, python, editorAt) {
  const input = section.querySelector(".input");
  const box = section.querySelector(".outputs");
  const open = make("button", { type: "button", class: "edit", onclick: edit }, "edit and run");
  let editor = null;
  let leave = null;
  section.classList.toggle("exercise", EXERCISE.test(source));
  input.append(open);
  // A stepper's page in its frame steps by itself; what only Python can do, a stepper among the outputs does.
  box.querySelectorAll("iframe.stepper + .note").forEach((note) => note.append(" ", make("button", { type: "button", onclick: run }, CHANGE)));

  async function edit() {
    setAttribute(open, "disabled", true);
    const { createEditor } = await import(new URL(editorAt, document.baseURI));
    const first = make("button", { type: "button", onclick: reset }, "as it was");
    const tools = make("div", { class: "tools" },
      make("button", { type: "button", onclick: run }, "run"), first,
      make("span", { class: "note" }, "Shift+Enter runs it; Esc, then Tab leaves it."));
    const holder = make("div", { class: "editor" });
    input.replaceChildren(holder, tools);
    editor = createEditor(holder, source, `code of cell ${place + 1}`, run);
    editor.focus();
  }

  function reset() {
    editor.setText(source);
    editor.focus();
  }

  async function run() {
    setAttribute(section, "aria-busy", "true");
    try {
      const done = await python.run(place, editor?.text() ?? source);
      const away = leave;
      leave = showOutputs(box, done, python);
      if (done.failed !== null) box.prepend(make("p", { class: "note" }, `Cell ${done.failed + 1}, on which this one rests, fails:`));
      away?.();
    } catch (error) {
      box.replaceChildren(make("p", { class: "output note" }, error.message));
    }
    setAttribute(section, "aria-busy", null);
  }
}
