// A live figure: the picture with its handles, the controls, and a line of words below them.

import { make } from "./dom.js";
import { followTheme } from "./theme.js";
import { controlsOf } from "./controls.js";
import { Events } from "./events.js";
import { handlesOf } from "./handles.js";
import { pictureOf } from "./picture.js";
import { playerOf } from "./player.js";
import { wordsOf } from "./words.js";

export function createLiveFigure(host, model) {
  const layout = model.get("_layout");
  const root = make("section", { class: "course-live course-look", role: "group", "aria-label": layout.title });
  root.style.setProperty("--width", `${layout.width}px`);
  // JupyterLab would take arrows and letters for itself, as shortcuts and as moves between cells.
  root.dataset.lmSuppressShortcuts = "true";
  root.addEventListener("keydown", (event) => event.stopPropagation());

  const events = new Events(model);
  const picture = pictureOf(layout);
  const handles = handlesOf(layout, picture, events);
  const controls = controlsOf(layout, events);
  const player = layout.plays ? playerOf(events, layout.pace) : null;
  const words = wordsOf(root);
  root.append(picture.element, controls.element, ...(player ? [player.element] : []), words.element);
  if (layout.pace) controls.element.prepend(player.element); // playing is what such a figure is for

  /** A reply without a picture, an error, leaves the last good one and puts the controls back to it. */
  function show(reply) {
    if (reply.picture) picture.show(reply.picture, reply.format, reply.description);
    controls.place(reply.controls, (name) => events.awaits(name), reply.type === "error");
    handles.place(reply.handles, reply.description ?? words.description());
    if (reply.type === "error") words.trouble(reply.words);
    else words.describe(reply.description, reply.settled);
    player?.answered(reply);
    if (reply.type === "frame") root.dataset.drawn = reply.theme;
    root.toggleAttribute("data-settled", reply.settled === true || reply.type === "error");
    root.toggleAttribute("data-stuck", reply.type === "error");
  }

  function late(gone) {
    words.wait(gone);
    root.toggleAttribute("data-stuck", true);
    if (gone) player?.stop();
  }

  events.open({ show, late, busy: (whether) => root.toggleAttribute("data-busy", whether) });
  show({ ...model.get("_frame"), picture: model.get("_picture") });
  const theme = followTheme(root);
  const watch = new MutationObserver(retheme);
  watch.observe(root, { attributes: true, attributeFilter: ["data-theme"] });
  retheme(true);

  /** Another view may have moved things since the first frame, so a new view asks for its picture anyway. */
  function retheme(fresh) {
    const wanted = root.dataset.theme;
    if (wanted !== events.theme || fresh === true) events.put({ type: "theme", theme: wanted });
    events.theme = wanted;
  }

  host.replaceChildren(root);
  return () => {
    player?.stop();
    theme.stop();
    watch.disconnect();
    events.close();
    picture.close();
  };
}
