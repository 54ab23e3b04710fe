// Cells that can be changed and run: their text opens in an editor, Shift+Enter runs it.

import { make, put, say } from "../../../course_utils/live/front/dom.js";
import { showOutputs } from "./outputs.js";

export function editableCell(section, source, place, python, editorAt) {
  const input = section.querySelector(".input");
  const box = section.querySelector(".outputs");
  const open = make("button", { type: "button", class: "edit", onclick: edit }, "edit and run");
  let editor = null;
  let leave = null;
  input.append(open);

  async function edit() {
    put(open, "disabled", true);
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
    put(section, "aria-busy", "true");
    try {
      const done = await python.run(place, editor.text());
      const away = leave;
      leave = showOutputs(box, done, python);
      if (done.failed !== null) box.prepend(make("p", { class: "note" }, `Cell ${done.failed + 1}, on which this one rests, fails:`));
      away?.();
    } catch (error) {
      box.replaceChildren(make("p", { class: "output note" }, error.message));
    }
    put(section, "aria-busy", null);
  }
}
