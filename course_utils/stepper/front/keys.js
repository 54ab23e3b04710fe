// Keys act while the stepper has the focus; they go no further, so that the notebook around it does not react.
// A field in which something is being typed has the keys for itself, except for those of a presenter's remote, which
// always step, and for Escape, which always leads back to the stage.

import { isTyping, toStage } from "./focus.js";
import { tellParent } from "./parentpage.js";

const MOVES = {
  ArrowRight: ["next", "nextPhase"],
  PageDown: ["next", "nextPhase"],
  ArrowLeft: ["back", "backPhase"],
  PageUp: ["back", "backPhase"],
  Home: ["first", "first"],
  End: ["last", "last"],
};
const ONWARD = { next: "next", nextPhase: "next", back: "previous", backPhase: "previous" };
const REMOTE = new Set(["PageUp", "PageDown"]);

export function listen(root, session, projector) {
  const letters = {
    p: () => session.toggle("predict"),
    f: () => projector.toggle(),
    e: () => session.open("edit"),
    c: () => session.open("code"),
    t: () => session.open("table"),
    "?": () => session.open("help"),
    " ": () => session.play.toggle(),
    Escape: () => {
      if (session.panel) session.open(session.panel);
      else if (!projector.leaveByKey()) tellParent(session, "back");
    },
  };
  let clicked = null; // a button that has the focus because it was clicked: Space still plays

  root.addEventListener("pointerdown", (event) => {
    clicked = event.target.closest("button");
    if (!event.target.closest("button, input, select, [tabindex='0']")) root.focus({ preventScroll: true });
  });
  root.addEventListener("keyup", (event) => {
    if (event.key === " " && clicked) event.preventDefault();
  });

  root.addEventListener("keydown", (event) => {
    if (event.key === "Tab") clicked = null;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const inside = event.target.closest("input, select, textarea");
    if (inside) return inField(event, inside);
    const native = event.target.closest("button, a, summary");
    if (native && (event.key === "Enter" || (event.key === " " && native !== clicked))) return event.stopPropagation();
    if (event.key in MOVES) return act(event, move(event));
    const letter = letters[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (event.key === "Escape") toStage(root);
    if (letter) return act(event, event.repeat ? () => {} : letter);
    startAnswer(event);
  });

  function inField(event, field) {
    if (event.key === "Escape") return act(event, () => leave(field));
    if (!(event.key in MOVES) || (isTyping(field) && !REMOTE.has(event.key))) return event.stopPropagation();
    toStage(field);
    act(event, move(event));
  }

  /** Out of a field, with nothing done; a panel in which it stands is closed with it. */
  function leave(field) {
    if (field.localName === "input") field.value = field.defaultValue;
    if (field.closest(".course-edit")) session.open("edit");
    toStage(field);
  }

  /** A move; it closes the panel of keys and settings, which would hide where it leads. */
  function move(event) {
    return () => {
      if (session.panel === "help") session.open("help");
      const name = MOVES[event.key][event.shiftKey ? 1 : 0];
      if (!session.act(name) && ONWARD[name]) tellParent(session, ONWARD[name]);
    };
  }

  /** In predict mode the first figure of an answer may be typed straight away. */
  function startAnswer(event) {
    if (!session.hidden || !/^[\d.,+\-−]$/.test(event.key)) return;
    event.stopPropagation();
    session.picture.flush();
    const field = root.querySelector("input.course-answer");
    field?.focus();
    field?.select(); // an answer that was graded makes room for another
  }

  function act(event, action) {
    event.preventDefault();
    event.stopPropagation();
    action();
    if (!root.contains(document.activeElement)) root.focus({ preventScroll: true });
  }
}
