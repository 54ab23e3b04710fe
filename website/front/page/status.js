// The line at the foot of the page: what Python loads and how far it is, and a button that stops it. It stands in the
// cell where somebody is, so that Tab leads from there to the button. A screen reader hears each stage once, not each file.

import { make, setAttribute, setText } from "../../../course_utils/live/front/dom.js";

const SOON = 400; // milliseconds: what is quicker than this is not worth a word
const LEFT = 6000; // that a last word stays

export function statusOf(stop) {
  const words = make("span");
  const bar = make("progress", { max: 1, "aria-label": "how far Python has got" });
  const button = make("button", { type: "button", onclick: () => stop() }, "stop");
  const element = make("div", { class: "python-status", hidden: true }, words, bar, button);
  const spoken = make("div", { class: "spoken", role: "status" });
  let timer = 0;
  let from = null; // what had the focus when the line came
  document.body.append(element, spoken);

  function show(text, share, stoppable = true) {
    if (element.hidden) {
      from = document.activeElement;
      (from.closest(".cell") ?? document.body).append(element);
    }
    setAttribute(element, "hidden", false);
    setText(words, text);
    setAttribute(bar, "hidden", share === undefined);
    if (share !== undefined) setAttribute(bar, "value", share);
    if (!stoppable) giveBack();
    setAttribute(button, "hidden", !stoppable);
  }

  function hide() {
    giveBack();
    setAttribute(element, "hidden", true);
    setText(spoken, "");
  }

  /** The focus goes back to where it came from before the button goes. */
  function giveBack() {
    if (document.activeElement !== button) return;
    if (from.isConnected && from !== document.body) from.focus({ preventScroll: true });
    else focusOn(element.parentElement);
  }

  function progress(text, share, detail = "") {
    clearTimeout(timer);
    show(text + detail, share);
    setText(spoken, text);
  }

  function busy(whether) {
    clearTimeout(timer);
    if (!whether) hide();
    else if (element.hidden) timer = setTimeout(() => progress("Python is computing …"), SOON);
  }

  function end(text) {
    clearTimeout(timer);
    show(text, undefined, false);
    setText(spoken, text);
    timer = setTimeout(hide, LEFT);
  }

  /** For those who do not see what has changed. */
  function tell(text) {
    setText(spoken, text);
  }
  return { progress, busy, end, tell };
}

/** Put the focus on what is no control. */
function focusOn(box) {
  setAttribute(box, "tabindex", "-1");
  box.focus({ preventScroll: true });
}

/** Do what replaces the contents of a box: if the focus was in it, it stays there. */
export async function keepingFocus(box, act) {
  const had = box.contains(document.activeElement);
  await act();
  if (had && !box.contains(document.activeElement)) focusOn(box);
}
