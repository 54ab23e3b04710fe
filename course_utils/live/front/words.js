// The line of words below the picture: its description, or what is wrong. A screen reader reads it out
// once the picture has been still for a moment; a handle that has the focus does so by itself.

import { make, setAttribute, setText } from "./dom.js";

// A kernel that was shut down looks like a busy one from here.
const WAITING = "Python is busy; the picture follows as soon as it is free. If it has stopped, run this cell again.";
const GONE = "Python has stopped, so the picture stays as it is. To go on, run this cell again.";

export function wordsOf(root) {
  const text = make("p", { class: "course-description", "aria-hidden": "true" });
  const notice = make("p", { class: "course-notice", role: "status", hidden: true });
  const brief = make("p", { class: "course-brief", "aria-hidden": "true" });
  const spoken = make("div", { class: "course-spoken", "aria-live": "polite" });
  const element = make("div", { class: "course-words" }, text, notice, brief, spoken);
  let first = true;

  /** `rest` is left out on a projector. */
  function tell(words, role, rest = "") {
    setAttribute(notice, "data-role", role);
    setAttribute(notice, "hidden", words === "");
    if (notice.textContent !== words + rest) notice.replaceChildren(words, make("span", { class: "course-rest" }, rest));
  }

  function describe(words, settled, inBrief = "") {
    tell("", null);
    setText(text, words);
    setText(brief, inBrief);
    const handled = root.contains(document.activeElement) && document.activeElement.matches(".course-handle");
    if (settled && !first && !handled) setText(spoken, words);
    first = false;
  }

  function trouble(words) {
    tell(words, "backward", " The picture is the last one that could be drawn.");
  }

  /** A host other than Jupyter has words of its own for Python that is not free yet. */
  function wait(gone, waiting = WAITING) {
    tell(gone ? GONE : waiting, "warning");
  }
  return { element, describe, trouble, wait, description: () => text.textContent };
}
