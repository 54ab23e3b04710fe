// A live figure whose picture the page draws: Python sends frames of numbers, and the whole of a state after each event.

import { make, put } from "./dom.js";
import { followTheme } from "./theme.js";
import { controlsOf } from "./controls.js";
import { Events } from "./events.js";
import { framesOf } from "./film.js";
import { filmPlayerOf } from "./filmplayer.js";
import { handlesOf } from "./handles.js";
import { projectorOf } from "./projector.js";
import { wordsOf } from "./words.js";

/**
 * `pictureOf(layout, events, root)` gives { element, show(frame), recolour(), fractions(event) } and may give `where(at)`,
 * a place on the line in words, and `close()`. A frame has its arrays by name, its number `at`, its `words`, and `scene`,
 * which stays the same object while only film is shown.
 */
export function createFilmFigure(host, model, pictureOf) {
  const layout = model.get("_layout");
  const root = make("section", { class: "course-live course-film course-look", role: "group", "aria-label": layout.title, tabindex: "-1" });
  root.style.setProperty("--width", `${layout.width}px`);
  // JupyterLab would take arrows and letters for itself, as shortcuts and as moves between cells.
  root.dataset.lmSuppressShortcuts = "true";
  root.addEventListener("keydown", (event) => {
    event.stopPropagation();
    projectorKey(event);
  });

  const theme = followTheme(root);
  const events = new Events(model);
  const picture = pictureOf(layout, events, root);
  const handles = handlesOf(layout, picture, events);
  const controls = controlsOf(layout, events);
  const words = wordsOf(root);
  const player = filmPlayerOf(events, layout.pace, {
    where: picture.where ?? ((at) => `step ${at}`),
    trouble: (why) => words.trouble(why),
    show: (frame) => {
      picture.show({ ...now, ...frame });
      words.describe(frame.words, false);
    },
  });
  controls.element.prepend(player.element); // playing is what such a figure is for
  const projector = projectorOf(root, () => put(large, "aria-pressed", String(projector.isOn())));
  const large = make("button", { type: "button", class: "course-to-projector", title: "projector mode (F)", "aria-label": "projector mode",
    "aria-pressed": "false", onclick: projector.toggle }, "F");
  player.element.append(large);
  oneFoldAtATime(controls.element);
  root.append(picture.element, player.line, controls.element, words.element);
  let now = null; // the last whole state
  let version = -1;

  /** F fills the screen and gives it back; Escape gives it back. What is typed in has its keys for itself. */
  function projectorKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented) return;
    if (event.key === "Escape") projector.leave();
    if (event.target.matches("textarea, select, [type='text']")) return;
    if (event.key.toLowerCase() === "f") projector.toggle();
  }

  /** Replies go to all views. What is older than what is shown is passed over. */
  function answered(reply) {
    [events.theme, events.size] = [events.drawn, events.drawnFor]; // the page knows its own colours and its room
    if (reply.version >= version) show(reply);
    player.answered(reply);
  }

  /** A reply without a picture, an error, leaves the last good one and puts the controls back to it. */
  function show(reply) {
    version = reply.version;
    if (reply.picture) {
      const [arrays] = framesOf(reply.layout, reply.picture);
      now = { ...arrays, at: reply.at, reached: reply.reached, words: reply.description, scene: { ...reply.scene, ...arrays } };
      picture.show(now);
    }
    controls.place(reply.controls, (name) => events.awaits(name), reply.type === "error");
    handles.place(reply.handles, reply.description ?? words.description());
    if (reply.type === "error") words.trouble(reply.words);
    else words.describe(reply.description, reply.settled);
    root.dataset.drawn = root.dataset.theme;
    root.toggleAttribute("data-settled", reply.settled === true || reply.type === "error");
  }

  function late(gone) {
    words.wait(gone);
    if (gone) player.stop();
  }

  events.open({ show: answered, late, frames: player.take, busy: (whether) => root.toggleAttribute("data-busy", whether) });
  answeredFirst();
  const watch = new MutationObserver(() => {
    root.dataset.drawn = root.dataset.theme;
    picture.recolour();
  });
  watch.observe(root, { attributes: true, attributeFilter: ["data-theme"] });

  /** What the page holds, at once; and what Python may know more. */
  function answeredFirst() {
    const reply = { ...model.get("_frame"), picture: model.get("_picture") };
    show(reply);
    player.answered(reply);
    events.look(true);
  }

  host.replaceChildren(root);
  return () => {
    projector.leave();
    player.stop();
    theme.stop();
    watch.disconnect();
    events.close();
    picture.close?.();
  };
}

/** Folds open over the picture: one at a time, and Escape closes it. */
function oneFoldAtATime(controls) {
  const folds = [...controls.querySelectorAll("details")];
  folds.forEach((fold) => {
    fold.addEventListener("toggle", () => fold.open && folds.forEach((other) => other !== fold && (other.open = false)));
    fold.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !fold.open || event.target.closest("input[type='text'], textarea")) return;
      event.preventDefault();
      fold.open = false;
      fold.querySelector("summary").focus();
    });
  });
}
