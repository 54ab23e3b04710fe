// The card answers the step's question: the formula, the same with numbers, the result, and the finite
// difference that confirms it. Its height is that of the tallest step, so that nothing jumps; where a projector has less
// room than that, it is scrolled to its end, the result.

import { make, pieces, setAttribute, setText } from "../../live/front/dom.js";
import { fill, mathLine, slotsIn } from "./maths.js";
import { predictForm } from "./predict.js";

export function card(session) {
  const holder = make("div", { class: "course-answer-holder" });
  const check = make("p", { class: "course-check" });
  const form = predictForm(session);
  const element = make("section", { class: "course-card", "aria-label": "formula" },
    make("div", {}, holder, form.element, check));
  const bodies = new WeakMap();

  function bodyOf(step, trace) {
    if (!bodies.has(step)) bodies.set(step, body(step, trace));
    return bodies.get(step);
  }

  function update(view) {
    const { element: shown, slots } = bodyOf(view.step, view.trace);
    if (holder.firstChild !== shown) holder.replaceChildren(shown);
    fill(slots, view.number);
    setAttribute(element, "data-role", view.phase.key);
    setAttribute(element, "data-hidden", view.hidden);
    checked(check, view);
    form.update(view);
  }

  /** Make room for the tallest step at the present width. */
  function reserve(view) {
    const stage = element.parentElement;
    setAttribute(stage, "style", null);
    const heavy = [...view.trace.steps].sort((one, other) => weight(other) - weight(one)).slice(0, 8);
    const heights = heavy.map((step) => {
      const { element: tried, slots } = bodyOf(step, view.trace);
      holder.replaceChildren(tried);
      fill(slots, view.number);
      return holder.getBoundingClientRect().height;
    });
    const around = element.getBoundingClientRect().height - holder.getBoundingClientRect().height;
    const line = parseFloat(getComputedStyle(element).fontSize) * 1.5;
    setAttribute(stage, "style", `--reserve: ${Math.ceil(Math.max(...heights) + Math.max(around, 3 * line))}px`);
    update(view);
  }
  return { element, update, reserve };
}

function body(step, trace) {
  const caption = make("p", { class: "course-caption" }, ...pieces(step.words));
  const formula = make("div", { class: "course-formula" }, ...step.formula.map(mathLine));
  const numbers = make("div", { class: "course-numbers" }, ...step.numbers.map(mathLine));
  const result = make("div", { class: "course-result" }, ...(step.result_line ? [mathLine(step.result_line)] : []));
  const told = step.result === null && step.formula.length === 0 ? start(trace) : [];
  const element = make("div", { class: told.length > 0 ? "course-start" : null }, caption, formula, numbers, result, ...told);
  return { element, slots: slotsIn(element) };
}

/** What the card says where there is nothing to calculate. */
function start(trace) {
  return [
    make("p", { class: "course-told" }, trace.description),
    make("p", { class: "course-told course-hint" }, make("kbd", {}, "→"), " goes on, ", make("kbd", {}, "←"), " goes back, ",
      make("kbd", {}, "?"), " tells the rest."),
  ];
}

function weight(step) {
  const lines = [...step.formula, ...step.numbers, step.result_line];
  return lines.length * 400 + lines.reduce((sum, line) => sum + line.length, 0);
}

function checked(element, view) {
  const { step, row, options, hidden } = view;
  const shows = options.check && step.check !== null && !hidden;
  setAttribute(element, "hidden", !shows);
  if (!shows) return setText(element, ""); // nothing to find in the page either
  const [value, difference] = [row[step.result], row[step.check]];
  setAttribute(element, "data-role", null);
  if (Number.isNaN(difference)) return setText(element, "no finite difference: a kink, or one side is not defined");
  const agrees = Math.abs(value - difference) <= 1e-4 * Math.abs(value) + 1e-8;
  const text = view.number(step.check);
  setAttribute(element, "data-role", agrees ? null : "warning");
  setText(element, agrees ? `finite difference ${text} ✓` : `finite difference ${text} ✗ does not agree`);
}
