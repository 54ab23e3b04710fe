// The projector mode: the figure fills the screen, with text for the last row. Where the browser refuses the full
// screen, it fills the window. F and the button lead in and out, Escape leads out.

import { make, put } from "./dom.js";

export function projectorOf(root) {
  const button = make("button", { type: "button", class: "to-projector", "aria-pressed": "false", title: "fill the screen (F)", onclick: toggle }, "F");
  put(button, "aria-label", "projector mode");
  let on = false;

  function toggle() {
    if (on) leave();
    else enter();
  }

  async function enter() {
    mark(true);
    try {
      await root.requestFullscreen();
    } catch {
      fillWindow();
    }
    root.focus({ preventScroll: true });
  }

  /** A popover lies above everything, whatever surrounds the figure. */
  function fillWindow() {
    if (!on || !root.showPopover) return;
    root.setAttribute("popover", "manual");
    root.showPopover();
  }

  function leave() {
    if (!on) return;
    mark(false);
    if (document.fullscreenElement === root) document.exitFullscreen();
    if (root.hasAttribute("popover")) root.hidePopover();
    root.removeAttribute("popover");
  }

  function mark(whether) {
    on = whether;
    root.classList.toggle("projector", on);
    put(button, "aria-pressed", String(on));
  }

  root.addEventListener("fullscreenchange", () => document.fullscreenElement !== root && !root.hasAttribute("popover") && leave());
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type='range'], [type='radio'], [type='checkbox']), textarea, select")) return;
    if (event.key === "f" || event.key === "F") toggle();
    else if (event.key === "Escape" && !event.defaultPrevented) leave();
    else return;
    event.preventDefault();
  });
  return { button, leave };
}
