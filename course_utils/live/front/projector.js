// The projector mode: a widget fills the screen, with text for the last row. Where the browser refuses the full
// screen, it fills the window.

export function projectorOf(root, changed) {
  let on = false;

  async function enter() {
    on = true;
    root.classList.add("course-projector");
    try {
      await root.requestFullscreen();
    } catch {
      fillWindow();
    }
    root.focus({ preventScroll: true });
    changed();
  }

  /** A popover lies above everything, whatever surrounds the widget; its style puts it on the whole window. */
  function fillWindow() {
    if (!on || !root.showPopover) return;
    root.setAttribute("popover", "manual");
    root.showPopover();
  }

  function leave() {
    if (!on) return;
    on = false;
    root.classList.remove("course-projector");
    if (document.fullscreenElement === root) document.exitFullscreen();
    if (root.hasAttribute("popover")) root.hidePopover();
    root.removeAttribute("popover");
    root.focus({ preventScroll: true });
    changed();
  }

  root.addEventListener("fullscreenchange", () => {
    if (document.fullscreenElement !== root) leave();
  });
  return { leave, toggle: () => (on ? leave() : enter()), isOn: () => on };
}
