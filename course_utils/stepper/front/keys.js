// Keys act while the stepper has the focus and no field in it has. They go no further than the stepper,
// so that the notebook around it keeps still.

const MOVES = {
  ArrowRight: ["next", "nextPhase"],
  PageDown: ["next", "nextPhase"],
  ArrowLeft: ["back", "backPhase"],
  PageUp: ["back", "backPhase"],
  Home: ["first", "first"],
  End: ["last", "last"],
};

export function listen(root, session, projector) {
  const letters = {
    p: () => session.toggle("predict"),
    f: () => projector.toggle(),
    e: () => session.open("edit"),
    "?": () => session.open("help"),
    " ": () => session.togglePlay(),
    Escape: () => (session.panel ? session.open(session.panel) : projector.leave()),
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
    if (inside) {
      if (event.key === "Escape" && session.panel) act(event, letters.Escape);
      else event.stopPropagation();
      return;
    }
    const native = event.target.closest("button, a, summary");
    if (native && (event.key === "Enter" || (event.key === " " && native !== clicked))) return event.stopPropagation();
    if (event.key in MOVES) return act(event, () => session.act(MOVES[event.key][event.shiftKey ? 1 : 0]));
    const letter = letters[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (letter) return act(event, event.repeat ? () => {} : letter);
    startAnswer(event);
  });

  /** In predict mode the first figure of an answer may be typed straight away. */
  function startAnswer(event) {
    if (!session.hidden || !/^[\d.,+\-−]$/.test(event.key)) return;
    event.stopPropagation();
    root.querySelector("input.answer")?.focus();
  }

  function act(event, action) {
    event.preventDefault();
    event.stopPropagation();
    action();
    if (!root.contains(document.activeElement)) root.focus({ preventScroll: true });
  }
}
