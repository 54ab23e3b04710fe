// The six controls, the field that jumps to an update, and the button that opens the rest.

import { make, setAttribute, setText, svg } from "../../live/front/dom.js";
import { atRest, toStage } from "./focus.js";
import { grouped, typedCount } from "./numbers.js";

const ICONS = {
  first: "M5 4h2.5v16H5z M20 4v16L8.5 12z",
  back: "M18 4v16L6 12z",
  next: "M6 4v16l12-8z",
  last: "M16.5 4H19v16h-2.5z M4 4v16l11.5-8z",
};

export function controls(session) {
  const steer = [
    iconButton("first", "First step of update 1 (Home)", () => session.act("first")),
    iconButton("back", "Back (←)", () => session.act("back")),
    iconButton("next", "Next (→)", () => session.act("next")),
    iconButton("last", "Last step of the last update (End)", () => session.act("last")),
  ];
  const play = textButton("play", "Play and pause (Space)", () => session.play.toggle());
  const predict = textButton("predict", "Hide each result until it is asked for (P)", () => session.toggle("predict"));
  const help = textButton("?", "Keys and settings (?)", () => session.open("help"));
  setAttribute(help, "aria-label", "keys and settings");
  const jump = session.trace.updates > 0 ? updateField(session) : null;
  const buttons = make("div", { class: "course-buttons", role: "group", "aria-label": "steps" }, ...steer, play, predict);
  const element = make("div", { class: "course-end" }, jump?.element, help);

  function update(view) {
    const start = view.index === 0 && view.asked === 1;
    const end = view.index === view.trace.steps.length - 1 && view.asked === session.shape.updates && !view.hidden;
    steer.forEach((button, place) => setAttribute(button, "aria-disabled", place < 2 ? start || null : end || null));
    setText(play, view.playing ? "pause" : "play");
    setAttribute(predict, "aria-pressed", String(view.options.predict));
    setAttribute(help, "aria-expanded", String(session.panel === "help"));
    jump?.update(view);
  }
  return { buttons, element, update };
}

function iconButton(name, title, onclick) {
  const icon = svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: ICONS[name] }));
  return make("button", { type: "button", class: `course-icon course-${name}`, title, "aria-label": title, onclick }, icon);
}

function textButton(text, title, onclick) {
  return make("button", { type: "button", class: text === "?" ? "course-help" : `course-${text}`, title, onclick }, text);
}

function updateField(session) {
  const last = grouped(session.shape.updates);
  const field = make("input", {
    class: "course-update-field", type: "text", inputmode: "numeric", autocomplete: "off",
    "aria-label": `update, 1 to ${last}`, title: `Go to update 1 to ${last} (Enter)`, style: `width: ${last.length + 0.8}ch`,
  });
  const element = make("label", { class: "course-jump" }, make("span", { class: "course-word" }, "update"), field,
    make("span", { class: "course-word course-of" }, `/ ${last}`));
  let shown = "";

  function jump() {
    const { value, words } = typedCount(field.value, session.shape.updates);
    setAttribute(field, "aria-invalid", words ? "true" : null);
    if (words) return session.tell(words);
    rest("");
    session.jump(value);
    toStage(field);
  }

  field.addEventListener("keydown", (event) => event.key === "Enter" && jump());
  field.addEventListener("focus", () => field.select());
  field.addEventListener("blur", () => {
    if (field.hasAttribute("aria-invalid")) session.tell("");
    setAttribute(field, "aria-invalid", null);
    rest(shown);
  });

  function rest(text) {
    shown = text;
    atRest(field, text);
  }

  function update(view) {
    const text = grouped(view.update);
    if (text !== shown) rest(text);
  }
  return { element, update };
}
