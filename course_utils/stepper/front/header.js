// The header: the phase as a badge, the question of the step as the title, and where we are.
// It keeps the height of the longest question.

import { make, setAttribute, setText } from "../../live/front/dom.js";

/** The title is a heading below that of the page where the stepper has one of its own, else below that of a section. */
export function header({ saved }) {
  const badge = make("span", { class: "course-badge" });
  const title = make("span", { class: "course-title", role: "heading", "aria-level": saved ? "2" : "3" });
  const where = make("span", { class: "course-where" });
  const element = make("header", { role: "none" }, badge, title, where);

  function update(view) {
    setAttribute(badge, "data-role", view.phase.key);
    setText(badge, view.phase.label);
    setText(title, view.step.title);
    setText(where, view.where);
  }

  /** Make room for the longest question at the present width. */
  function reserve(view) {
    setAttribute(title, "style", null);
    const questions = view.trace.steps.map((step) => step.title).sort((one, other) => other.length - one.length);
    const heights = questions.slice(0, 3).map((question) => {
      setText(title, question);
      return title.getBoundingClientRect().height;
    });
    setAttribute(title, "style", `--title: ${Math.ceil(Math.max(...heights))}px`);
    update(view);
  }
  return { element, update, reserve };
}
