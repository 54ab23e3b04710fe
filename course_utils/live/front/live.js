// A live figure: the picture with its handles, the controls, and a line of words below them.

import { draw, make, put } from "./dom.js";
import { followTheme } from "./theme.js";
import { controlsOf } from "./controls.js";
import { Events, sameSize } from "./events.js";
import { handlesOf } from "./handles.js";
import { pictureOf } from "./picture.js";
import { playerOf } from "./player.js";
import { projectorOf } from "./projector.js";
import { roomOf } from "./room.js";
import { wordsOf } from "./words.js";

export function createLiveFigure(host, model) {
  const layout = model.get("_layout");
  const root = make("section", {
    class: "course-live course-look", role: "group", "aria-label": layout.title, tabindex: "-1",
  });
  // JupyterLab would take arrows and letters for itself, as shortcuts and as moves between cells.
  root.dataset.lmSuppressShortcuts = "true";
  root.addEventListener("keydown", (event) => {
    event.stopPropagation();
    projectorKey(event);
  });

  const events = new Events(model);
  const picture = pictureOf(layout);
  const handles = handlesOf(layout, picture, events);
  const controls = controlsOf(layout, events);
  const player = layout.plays ? playerOf(events, layout.pace) : null;
  const words = wordsOf(root);
  const projector = projectorOf(root, () => room.fit());
  const large = make("button", {
    type: "button", class: "course-large", title: "projector mode (F)", "aria-label": "projector mode", "aria-pressed": "false",
    onclick: () => projector.toggle(),
  }, draw("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, draw("path", { d: "M1 6V1h5M10 1h5v5M15 10v5h-5M6 15H1v-5" })));
  words.element.prepend(large);
  const side = make("div", { class: "course-side" }, controls.element, ...(player ? [player.element] : []));
  root.append(picture.element, side, words.element);
  if (layout.pace) controls.element.prepend(player.element); // playing is what such a figure is for

  const theme = followTheme(root);
  const room = roomOf(root, picture.element, side, words.element, layout, projector.isOn, resized);
  let version = -1; // of the state that is shown

  /** F fills the screen and gives it back; Escape gives it back. A field, and what opens by letters, keep their keys. */
  function projectorKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented) return;
    if (event.key === "Escape") projector.leave();
    if (event.target.matches("textarea, select, [type='text']")) return;
    if (event.key.toLowerCase() === "f") projector.toggle();
  }

  /** On a projector Python draws for the screen that there is, in larger letters. */
  function resized(size) {
    put(large, "aria-pressed", String(projector.isOn()));
    if (sameSize(size, events.size)) return;
    events.size = size;
    events.look(true);
  }

  /** Replies go to all views. What is older than what is shown is passed over; other views may have another theme. */
  function answered(reply) {
    const foreign = reply.type === "frame" && reply.theme !== root.dataset.theme;
    if (foreign && reply.version > version) events.look();
    else if (!foreign && reply.version >= version) show(reply);
    player?.answered(reply);
  }

  /** A reply without a picture, an error, leaves the last good one and puts the controls back to it. */
  function show(reply) {
    version = reply.version;
    if (reply.picture) picture.show(reply.picture, reply.format, reply.description);
    controls.place(reply.controls, (name) => events.awaits(name), reply.type === "error");
    handles.place(reply.handles, reply.description ?? words.description());
    if (reply.type === "error") words.trouble(reply.words);
    else words.describe(reply.description, reply.settled);
    if (reply.type === "frame") root.dataset.drawn = reply.theme;
    root.toggleAttribute("data-settled", reply.settled === true || reply.type === "error");
    root.toggleAttribute("data-stuck", reply.type === "error");
  }

  function late(gone) {
    words.wait(gone);
    root.toggleAttribute("data-stuck", true);
    if (gone) player?.stop();
  }

  events.open({ show: answered, late, busy: (whether) => root.toggleAttribute("data-busy", whether) });
  show({ ...model.get("_frame"), picture: model.get("_picture") });
  events.drawn = model.get("_frame").theme;
  events.drawnFor = model.get("_frame").size;
  const watch = new MutationObserver(retheme);
  watch.observe(root, { attributes: true, attributeFilter: ["data-theme"] });
  retheme();

  /** A view asks for its picture when it opens, since Python may know more than this page, and in a new theme. */
  function retheme() {
    if (root.dataset.theme === events.theme) return;
    events.theme = root.dataset.theme;
    events.look(true);
  }

  host.replaceChildren(root);
  room.open();
  return () => {
    player?.stop();
    projector.leave();
    room.close();
    theme.stop();
    watch.disconnect();
    events.close();
  };
}
