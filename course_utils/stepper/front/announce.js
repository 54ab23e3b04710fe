// What a screen reader says: each step in one line, once the picture has been still for a moment.

import { make, setText } from "../../live/front/dom.js";

const STILL = 350;

export function announcer() {
  const element = make("div", { class: "course-spoken", "aria-live": "polite" });
  let timer = 0;
  let last = null;

  function update(view) {
    const words = `${view.phase.label}, ${view.where}. ${view.step.title} ${view.hidden ? "The result is hidden." : view.spoken}`;
    if (words === last) return;
    const fresh = last === null; // nothing is said when the stepper appears
    last = words;
    clearTimeout(timer);
    if (!fresh) timer = setTimeout(() => setText(element, words), STILL);
  }
  return { element, update, stop: () => clearTimeout(timer) };
}
