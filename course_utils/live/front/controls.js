// Sliders, choices, toggles, texts, buttons and the controls of playback. Each shows at once what a person did; Python's reply may correct it.

import { make, setAttribute, setText } from "./dom.js";
import { FAR } from "./handles.js";

export const makers = { slider: sliderOf, radio: radioOf, select: selectOf, toggle: toggleOf, button: buttonOf, text: textOf };
const SPEEDS = [2, 10, 50, 250]; // steps a second, for a figure without a pace of its own

export function controlsOf(layout, events) {
  const parts = new Map();
  for (const [name, spec] of Object.entries(layout.controls)) {
    const act = (type, more) => events.put({ type, name, ...more });
    parts.set(name, makers[spec.kind](spec, act));
  }
  const element = make("div", { class: "course-controls" });
  const folds = new Map();
  for (const [name, { fold }] of Object.entries(layout.controls)) {
    if (fold && !folds.has(fold.label)) {
      const inside = make("div", { class: "course-controls" });
      folds.set(fold.label, inside);
      element.append(foldOf(fold, inside));
    }
    (folds.get(fold?.label) ?? element).append(parts.get(name).element);
  }

  /** Folds open over the same place, so one at a time; Escape closes it. */
  function foldOf({ label, open }, inside) {
    const summary = make("summary", {}, label);
    const fold = make("details", { open }, summary, inside);
    fold.addEventListener("toggle", () => {
      if (fold.open) element.querySelectorAll("details").forEach((other) => (other.open = other === fold));
    });
    fold.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented || !fold.open) return;
      event.preventDefault();
      fold.open = false;
      summary.focus({ preventScroll: true });
    });
    return fold;
  }

  function place(places, isAhead, failed) {
    for (const [name, { position, text }] of Object.entries(places)) {
      if (!isAhead(name)) parts.get(name)?.place(position, text, failed);
    }
  }
  return { element, place };
}

function sliderOf({ label, unit, texts }, act) {
  const input = make("input", { type: "range", "aria-label": label, min: 0, max: texts.length - 1, step: 1 });
  const number = make("output", { class: "course-number" });
  const longest = Math.max(...texts.map((text) => text.length));
  number.style.minWidth = `${longest + 0.5}ch`;
  const element = make("label", { class: "course-slider" }, make("span", { class: "course-name" }, label), input,
    make("span", { class: "course-reading" }, number, unit ? ` ${unit}` : ""));

  function read(text) {
    setText(number, text);
    setAttribute(input, "aria-valuetext", unit ? `${text} ${unit}` : text);
  }

  function changed() {
    const position = Number(input.value);
    read(texts[position]);
    act("set", { position });
  }

  input.addEventListener("input", changed);
  input.addEventListener("keydown", (event) => {
    const steps = { ArrowRight: FAR, ArrowUp: FAR, ArrowLeft: -FAR, ArrowDown: -FAR }[event.key];
    if (!event.shiftKey || !steps) return;
    event.preventDefault();
    input.value = Number(input.value) + steps;
    changed();
  });

  function place(position, text) {
    if (input.value !== String(position)) input.value = position;
    read(text);
  }
  return { element, place };
}

function radioOf({ label, texts }, act) {
  // No other figure on the page may have this name; each has its own copy of this module, so counting would not do.
  const group = `course-live-${Math.random().toString(36).slice(2)}`;
  const inputs = texts.map((_, position) =>
    make("input", { type: "radio", name: group, onchange: () => act("set", { position }) }));
  const options = texts.map((text, position) => make("label", {}, inputs[position], text));
  const element = make("fieldset", { class: "course-radio" }, make("legend", { class: "course-name" }, label), ...options);
  return { element, place: (position) => (inputs[position].checked = true) };
}

function selectOf({ label, texts }, act) {
  const options = texts.map((text, position) => make("option", { value: position }, text));
  const input = make("select", { "aria-label": label, onchange: () => act("set", { position: input.selectedIndex }) }, ...options);
  const element = make("label", { class: "course-select" }, make("span", { class: "course-name" }, label), input);
  return { element, place: (position) => (input.selectedIndex = position) };
}

function toggleOf({ label }, act) {
  const input = make("input", { type: "checkbox", onchange: () => act("set", { position: Number(input.checked) }) });
  const element = make("label", { class: "course-toggle" }, input, label);
  return { element, place: (position) => (input.checked = position === 1) };
}

/** Enter applies the text. What was refused stays, marked, until it is corrected; Escape brings the last good one back. */
function textOf({ label, lines, width, button }, act) {
  const input = make(lines > 1 ? "textarea" : "input", { "aria-label": label, spellcheck: "false", autocomplete: "off",
    ...(lines > 1 ? { rows: lines, cols: width } : { type: "text", size: width }) });
  const ready = button ? make("button", { type: "button", onclick: apply }, button) : null;
  const element = make("label", { class: "course-text" }, make("span", { class: "course-name" }, label), input, ready);
  let good = "";
  let asked = false;

  function apply() {
    asked = true;
    act("set", { text: input.value });
  }

  function show(text) {
    const chosen = document.activeElement === input && input.value !== "" && input.selectionEnd - input.selectionStart === input.value.length;
    good = text;
    if (input.value !== text) {
      input.value = text;
      if (chosen) input.select(); // to be copied, while it follows what plays
    }
    setAttribute(input, "aria-invalid", null);
  }

  input.addEventListener("focus", () => lines > 1 && input.select());
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && input.value !== good) {
      event.preventDefault(); // a second Escape is for whatever is around the text
      show(good);
    }
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    apply();
  });

  function place(position, text, failed) {
    const untouched = input.value === good;
    if (asked && failed) setAttribute(input, "aria-invalid", "true");
    else if (asked || untouched) show(text);
    else good = text;
    asked = false;
  }
  return { element, place };
}

function buttonOf({ label }, act) {
  const element = make("button", { type: "button", onclick: () => act("press", {}) }, label);
  return { element, place() {} };
}

/** Play and pause, a single step, and the speed, as a number of steps: `label(playing)` names what a press of play would do. */
export function playControlsOf(toggle, step, pace) {
  const play = make("button", { type: "button", class: "course-play", onclick: toggle });
  const one = make("button", { type: "button", onclick: step }, pace?.one ?? "step");
  const words = pace?.words ?? SPEEDS.map((speed) => `${speed} steps a second`);
  const options = words.map((text, place) => make("option", { value: (pace?.counts ?? SPEEDS)[place] }, text));
  const choice = make("select", { "aria-label": "speed" }, ...options);
  const element = make("div", { class: "course-player", role: "group", "aria-label": "play" }, play, one, choice);
  const label = (playing) => setText(play, playing ? "pause" : "play");
  choice.selectedIndex = 1;
  label(false);
  return { element, label, speed: () => Number(choice.value) };
}
