// The line at the foot of the page: what Python loads and how far it is, and a button that stops it.

import { make, setAttribute, setText } from "../../../course_utils/live/front/dom.js";

const SOON = 400; // milliseconds: what is quicker than this is not worth a word
const LEFT = 6000; // that a last word stays

export function statusOf(stop) {
  const words = make("span", { role: "status" });
  const bar = make("progress", { max: 1, "aria-label": "how far Python is" });
  const button = make("button", { type: "button", onclick: () => stop() }, "stop");
  const element = make("div", { class: "python-status", hidden: true }, words, bar, button);
  let timer = 0;
  document.body.append(element);

  function show(text, share, stoppable = true) {
    setAttribute(element, "hidden", false);
    setText(words, text);
    setAttribute(bar, "hidden", share === undefined);
    if (share !== undefined) setAttribute(bar, "value", share);
    setAttribute(button, "hidden", !stoppable);
  }

  function progress(text, share) {
    clearTimeout(timer);
    show(text, share);
  }

  function busy(whether) {
    clearTimeout(timer);
    if (!whether) setAttribute(element, "hidden", true);
    else if (element.hidden) timer = setTimeout(() => show("Python computes …"), SOON);
  }

  function end(text) {
    clearTimeout(timer);
    show(text, undefined, false);
    timer = setTimeout(() => setAttribute(element, "hidden", true), LEFT);
  }
  return { progress, busy, end };
}
