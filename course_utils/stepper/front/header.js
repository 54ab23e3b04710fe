// The header: the phase as a badge, the question of the step as the title, and where we are.
// It keeps the height of the longest question.

import { make, put, say } from "../../live/front/dom.js";

/** The title is a heading below that of the page where the stepper has one of its own, else below that of a section. */
export function header({ saved }) {
  const badge = make("span", { class: "course-badge" });
  const title = make("span", { class: "course-title", role: "heading", "aria-level": saved ? "2" : "3" });
  const where = make("span", { class: "course-where" });
  const element = make("header", { role: "none" }, badge, title, where);

  function update(view) {
    put(badge, "data-role", view.phase.key);
    say(badge, view.phase.label);
    say(title, view.step.title);
    say(where, view.where);
  }

  /** Make room for the longest question at the present width. */
  function reserve(view) {
    put(title, "style", null);
    const questions = view.trace.steps.map((step) => step.title).sort((one, other) => other.length - one.length);
    const heights = questions.slice(0, 3).map((question) => {
      say(title, question);
      return title.getBoundingClientRect().height;
    });
    put(title, "style", `--title: ${Math.ceil(Math.max(...heights))}px`);
    update(view);
  }
  return { element, update, reserve };
}
