// The edit panel: every number and choice that the trace was made from. What is typed goes to Python as it
// stands; Python answers with a new trace, or says what is wrong, and then the old one stays.

import { make, setAttribute, setText } from "../../live/front/dom.js";
import { scrollHint } from "./scrollhint.js";
import { full } from "./numbers.js";

const WITHOUT = "Editing needs Python: run “make lab” in the course’s folder and open this notebook there.";

export function editPanel(session) {
  let fields = new Map();
  const words = make("p", { class: "course-problem", role: "alert" });
  const groups = make("div", { class: "course-groups" });
  const back = make("button", { type: "button", class: "course-small", onclick: () => session.edits.reset() }, "as at the start");
  const close = make("button", { type: "button", class: "course-small", onclick: () => session.open("edit") }, "close");
  const without = make("p", { class: "course-told" }, WITHOUT);
  const element = make("section", { class: "course-edit", "aria-label": "edit the numbers", hidden: "" },
    make("div", { class: "course-panel-head" }, make("strong", {}, "Edit"), back, close), without, words, groups);
  const look = scrollHint(element);
  let built = null;
  let open = false;

  /** The fields of a trace. One that it shares with the trace before stays, with the focus and what is being typed. */
  function build(trace) {
    built = trace;
    const before = fields;
    fields = new Map();
    const kept = (create) => (setting) => {
      const field = before.get(setting.key) ?? create(setting);
      fields.set(setting.key, { ...field, setting });
      return field.element;
    };
    const wanted = trace.settings.map(({ label, fields: numbers = [], choices = [] }) =>
      ({ label, parts: [...numbers.map(kept(numberField)), ...choices.map(kept(choiceField))] }));
    const same = fields.size === before.size && [...fields.keys()].every((key) => before.has(key));
    if (same) return; // moving a field would take its focus away
    groups.replaceChildren(...wanted.map(({ label, parts }) => make("fieldset", {}, make("legend", {}, label), ...parts)));
  }

  function numberField({ key, label }) {
    const input = make("input", { type: "text", inputmode: "text", autocomplete: "off", spellcheck: "false", "data-key": key });
    let sent = "";
    const send = () => {
      if (input.value.trim() === sent) return;
      sent = input.value.trim();
      if (sent === input.defaultValue && !session.edits.waiting) session.edits.clear(); // as it stands, after a refusal
      else session.edits.edit({ [key]: input.value }, {});
    };
    input.addEventListener("keydown", (event) => event.key === "Enter" && send());
    input.addEventListener("blur", send);

    /** Show a value, unless something else is being typed. */
    function show({ value }) {
      const typing = document.activeElement === input && input.value.trim() !== sent;
      input.defaultValue = full(value); // to which Escape leads back
      if (typing) return;
      sent = input.defaultValue;
      if (input.value !== sent) input.value = sent;
    }
    return { input, show, element: make("label", { class: "course-field" }, make("span", {}, label), input) };
  }

  function choiceField({ key, label }) {
    const input = make("select", { "data-key": key, onchange: () => session.edits.edit({}, { [key]: input.value }) });
    let offered = "";

    function show({ options, value }) {
      if (offered !== options.join()) {
        offered = options.join();
        input.replaceChildren(...options.map((option) => make("option", { value: option }, option.replaceAll("_", " "))));
      }
      if (input.value !== value) input.value = value;
    }
    return { input, show, element: make("label", { class: "course-field course-wide" }, make("span", {}, label), input) };
  }

  function update(view) {
    const opens = session.panel === "edit";
    setAttribute(element, "hidden", !opens);
    if (!opens) {
      open = false;
      return;
    }
    if (built !== view.trace) build(view.trace);
    const { port, edits: { problem } } = session;
    fields.forEach(({ input, show, setting }, key) => {
      if (!session.edits.sends(key) && problem?.field !== key) show(setting);
      setAttribute(input, "disabled", port.stopped);
      setAttribute(input, "aria-invalid", problem?.field === key ? "true" : null);
    });
    setAttribute(without, "hidden", !port.stopped);
    setAttribute(back, "hidden", port.stopped);
    setText(words, problem?.words ?? "");
    setAttribute(words, "hidden", !problem);
    if (!open) (port.stopped ? close : groups.querySelector("input, select") ?? close).focus({ preventScroll: true });
    open = true;
    look();
  }
  return { element, update };
}
