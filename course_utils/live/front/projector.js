// The projector mode: a widget fills the screen, with text for the last row. Where the browser refuses the full
// screen, it fills the window.

export function projectorOf(root, changed) {
  let on = false;
  let stays = false; // a frame that begins as a projector is one for good

  async function enter() {
    on = true;
    root.classList.add("course-projector");
    if (mayAsk()) await root.requestFullscreen().catch(fillWindow);
    else fillWindow();
    if (!on) return emptyScreen(); // left meanwhile
    if (!stays || document.hasFocus()) root.focus({ preventScroll: true }); // the page around keeps the keys until it gives them
    changed();
  }

  /** Without a gesture, or in a frame that may not, asking would only leave an error in the console. */
  const mayAsk = () => document.fullscreenEnabled && (navigator.userActivation?.isActive ?? true);

  /** A popover lies above everything, whatever surrounds the widget; its style puts it on the whole window. */
  function fillWindow() {
    if (!on || !root.showPopover) return;
    root.setAttribute("popover", "manual");
    root.showPopover();
  }

  function emptyScreen() {
    if (document.fullscreenElement === root) document.exitFullscreen();
  }

  function leave() {
    if (!on) return;
    on = false;
    root.classList.remove("course-projector");
    emptyScreen();
    if (root.hasAttribute("popover")) root.hidePopover();
    root.removeAttribute("popover");
    root.focus({ preventScroll: true });
    changed();
  }

  /** Leave, unless this is how the page began; false if there is nothing to leave. */
  function leaveByKey() {
    if (!on || stays) return false;
    leave();
    return true;
  }

  function stay() {
    stays = window !== window.parent;
    if (!on) enter();
  }

  root.addEventListener("fullscreenchange", () => {
    if (document.fullscreenElement !== root) leave();
  });
  return { leave, leaveByKey, stay, toggle: () => (on ? leave() : enter()), isOn: () => on };
}
