// The panel behind "?": the keys, and the settings that are rarely changed. It covers the stepper until
// Escape or ? closes it.

import { addressOf } from "./address.js";
import { make, setAttribute, setText } from "../../live/front/dom.js";

const KEYS = [
  [["→", "PageDown"], "next step, on to the next update"],
  [["←", "PageUp"], "back, exactly as it was"],
  [["Shift →", "Shift ←"], "next phase, previous phase"],
  [["Home"], "first step of update 1"],
  [["End"], "last step of the last update"],
  [["Space"], "play, pause"],
  [["P"], "predict: results hidden until → or a number"],
  [["F"], "projector, full screen; Esc leaves"],
  [["E"], "edit the numbers"],
  [["C"], "the line of code that makes the step"],
  [["T"], "the numbers so far, as a table"],
  [["↑", "↓"], "in the diagram: part to part; Enter goes to its step"],
  [["?"], "keys and settings"],
];
const PACES = [["next", "step"], ["nextPhase", "phase"], ["nextUpdate", "update"]];
const SPEEDS = [[0.5, "½"], [1, "1"], [2, "2"], [4, "4"], [10, "10"], [50, "50"]];

export function helpPanel(session, projector) {
  const rows = KEYS.map(([keys, words]) => make("tr", {}, keyCell(keys), make("td", {}, words)));
  const keys = make("table", { class: "course-keys" }, make("caption", {}, "Keys"), make("tbody", {}, ...rows));
  const options = [
    choice(session, "granularity", "a step is a", [["term", "term"], ["neuron", groupWord(session)], ["phase", "phase"]]),
    ...(session.trace.updates > 1 ? [choice(session, "pace", "play goes by the", PACES)] : []),
    choice(session, "speed", "per second", SPEEDS),
    choice(session, "digits", "digits", [[false, "four"], [true, "all"]]),
    choice(session, "check", "finite-difference check", [[true, "on"], [false, "off"]]),
    choice(session, "theme", "theme", [["auto", "automatic"], ["light", "light"], ["dark", "dark"]]),
  ];
  const close = make("button", { class: "course-close", type: "button", onclick: () => session.open("help") }, "close");
  const address = make("code", {});
  const here = make("p", { class: "course-hint" }, "The address of this step: ", address);
  const actions = make("div", { class: "course-actions" },
    make("button", { type: "button", onclick: () => session.open("edit") }, "edit the numbers"),
    make("button", { type: "button", onclick: () => {
      session.open("help");
      projector.toggle();
    } }, "projector"),
    close);
  const hint = make("p", { class: "course-hint" }, "A page that works without Python: ", make("code", {}, 'stepper.save_html("stepper.html")'),
    ". Questions for paper: ", make("code", {}, 'stepper.save_worksheet("sheet.html")'), ".");
  const settings = make("div", { class: "course-settings" }, ...options.map((option) => option.element), actions, here,
    ...(session.port.saved ? [] : [hint]));
  const element = make("div", { class: "course-help-panel", role: "dialog", "aria-label": "keys and settings", hidden: "" }, keys, settings);
  let open = false;

  function update() {
    const opens = session.panel === "help";
    setAttribute(element, "hidden", !opens);
    options.forEach((option) => option.update());
    if (opens) setText(address, addressOf(session.place, session.trace, session.port.saved));
    if (opens && !open) close.focus({ preventScroll: true });
    open = opens;
  }
  return { element, update };
}

function groupWord({ trace }) {
  return trace.kind === "circuit" ? "gate" : "neuron";
}

function keyCell(keys) {
  return make("th", { scope: "row" }, ...keys.flatMap((key) => [make("kbd", {}, key), " "]));
}

/** A row of buttons of which one is chosen. */
function choice(session, option, label, values) {
  const buttons = values.map(([value, text]) =>
    make("button", { type: "button", onclick: () => session.choose(option, value) }, text),
  );
  const group = make("div", { class: "course-choice", role: "group", "aria-label": label }, ...buttons);
  const element = make("div", { class: "course-setting" }, make("span", { class: "course-label" }, label), group);

  function update() {
    buttons.forEach((button, place) => setAttribute(button, "aria-pressed", String(session.options[option] === values[place][0])));
  }
  return { element, update };
}
