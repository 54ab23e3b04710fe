// The edit panel: every number and choice that the trace was made from. What is typed goes to Python as it
// stands; Python answers with a new trace, or says what is wrong, and then the old one stays.

import { make, put, say } from "../../live/front/dom.js";
import { full } from "./numbers.js";

const WITHOUT = "Editing needs Python: run “make lab” in the course’s folder and open this notebook there.";

export function editPanel(session) {
  const fields = new Map();
  const words = make("p", { class: "problem", role: "alert" });
  const groups = make("div", { class: "groups" });
  const back = make("button", { type: "button", class: "small", onclick: () => session.port.ask({ type: "reset" }) }, "as at the start");
  const close = make("button", { type: "button", class: "small", onclick: () => session.open("edit") }, "close");
  const without = make("p", { class: "told" }, WITHOUT);
  const element = make("section", { class: "edit", "aria-label": "edit the numbers", hidden: "" },
    make("div", { class: "edit-head" }, make("strong", {}, "Edit"), back, close), without, words, groups);
  let built = null;
  let open = false;

  function build(trace) {
    built = trace;
    const before = document.activeElement?.dataset?.key;
    fields.clear();
    groups.replaceChildren(...trace.settings.map((group) => make("fieldset", {}, make("legend", {}, group.label),
      ...(group.fields ?? []).map(numberField), ...(group.choices ?? []).map(choiceField))));
    if (open && before) fields.get(before)?.input.focus({ preventScroll: true });
  }

  function numberField({ key, label, value }) {
    const input = make("input", { type: "text", inputmode: "text", autocomplete: "off", spellcheck: "false", "data-key": key });
    const field = { input, held: full(value), sent: full(value) };
    input.value = field.held;
    const send = () => {
      if (input.value.trim() === field.sent) return;
      field.sent = input.value.trim();
      session.edit({ [key]: input.value }, {});
    };
    input.addEventListener("keydown", (event) => event.key === "Enter" && send());
    input.addEventListener("blur", send);
    fields.set(key, field);
    return make("label", { class: "field" }, make("span", {}, label), input);
  }

  function choiceField({ key, label, options, value }) {
    const items = options.map((option) => make("option", { value: option, selected: option === value || null }, option.replaceAll("_", " ")));
    const input = make("select", { "data-key": key, onchange: () => session.edit({}, { [key]: input.value }) }, ...items);
    fields.set(key, { input, held: value });
    return make("label", { class: "field wide" }, make("span", {}, label), input);
  }

  function update(view) {
    const opens = session.panel === "edit";
    put(element, "hidden", !opens);
    if (!opens) {
      open = false;
      return;
    }
    if (built !== view.trace) build(view.trace);
    const { problem, port } = session;
    fields.forEach(({ input }, key) => {
      put(input, "disabled", port.stopped);
      put(input, "aria-invalid", problem?.field === key ? "true" : null);
    });
    put(without, "hidden", !port.stopped);
    put(back, "hidden", port.stopped);
    say(words, problem?.words ?? "");
    put(words, "hidden", !problem);
    if (problem && !problem.field) restoreChoices();
    if (!open) (port.stopped ? close : groups.querySelector("input, select") ?? close).focus({ preventScroll: true });
    open = true;
  }

  /** A choice that was refused goes back to what holds. */
  function restoreChoices() {
    fields.forEach(({ input, held }) => {
      if (input.localName === "select" && input.value !== held) input.value = held;
    });
  }
  return { element, update };
}
