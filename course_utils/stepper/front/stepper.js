// The stepper: header, diagram and card side by side, timeline, controls. It joins the parts, draws them
// when the session changes, and takes everything away again when it is closed.

import { announcer } from "./announce.js";
import { card } from "./card.js";
import { codePanel } from "./code.js";
import { controls } from "./controls.js";
import { lossCurve } from "./curve.js";
import { diagram } from "./diagram.js";
import { make, setAttribute, setText } from "../../live/front/dom.js";
import { canHaveKeys } from "./focus.js";
import { editPanel } from "./edit.js";
import { projectorLayout } from "./layout.js";
import { header } from "./header.js";
import { tablePanel } from "./table.js";
import { listen } from "./keys.js";
import { printout } from "./printout.js";
import { Port } from "../../live/front/port.js";
import { projectorOf } from "../../live/front/projector.js";
import { Session } from "./session.js";
import { helpPanel } from "./help.js";
import { followTheme } from "../../live/front/theme.js";
import { timeline } from "./timeline.js";
import { touchable } from "./touch.js";
import { followLinks } from "./links.js";
import { viewOf } from "./view.js";

const CARD_LINES = 7; // of a card below its picture

export function createStepper(host, model) {
  let reservedFor = {};
  let layout; // of the diagram on a projector
  const root = make("div", {
    class: "course-look course-stepper", tabindex: "0", role: "group", "aria-roledescription": "stepper",
    "data-lm-suppress-shortcuts": "true",
  });
  const session = new Session(model.get("_trace"), new Port(model), drawn);
  const projector = projectorOf(root, () => makeRoom(true));
  const theme = followTheme(root);
  const voice = announcer();
  const print = printout(session);
  const answer = card(session);
  const buttons = controls(session);
  const head = header(session.port);
  const picture = perTrace((trace) => touchable(session, diagram(trace, layout)));
  const line = perTrace(() => timeline(session));
  const curve = perTrace((trace) => (trace.curve ? lossCurve(trace) : nothing()));
  const panel = editPanel(session);
  const code = codePanel(session);
  const table = tablePanel(session);
  const help = helpPanel(session, projector);
  const notice = make("p", { class: "course-notice", role: "status" });
  const parts = [head, picture, answer, line, curve, buttons, panel, code, table, help, voice];

  const stage = make("div", { class: "course-stage" }, picture.element, answer.element, panel.element, code.element, table.element, notice);
  const foot = make("footer", { role: "none" }, buttons.buttons, curve.element, buttons.element);
  root.append(head.element, stage, line.element, foot, help.element, voice.element, print.element);
  listen(root, session, projector);
  const renew = () => session.renew(model.get("_trace"));
  model.on("change:_trace", renew);
  host.append(root);
  drawn(session);
  const stopLinks = followLinks(root, session, model, projector);

  const watch = new ResizeObserver(() => makeRoom());
  watch.observe(stage);

  function drawn(now) {
    const view = viewOf(now);
    setAttribute(root, "aria-label", `${view.trace.name}, step by step`);
    setAttribute(root, "data-stale", view.stale || view.waiting);
    setAttribute(root, "data-panel", now.panel);
    const hadKeys = root.contains(document.activeElement);
    theme.choose(now.options.theme);
    parts.forEach((part) => part.update(view));
    setText(notice, view.notice);
    setAttribute(notice, "hidden", view.notice === "");
    if (hadKeys) keepKeys();
    if (reservedFor.trace && reservedFor.trace !== view.trace) makeRoom();
  }

  /** What had the focus may have been hidden, switched off or taken away: the keys must go on working. */
  function keepKeys() {
    const active = document.activeElement;
    if (!root.contains(active) || !canHaveKeys(active)) root.focus({ preventScroll: true });
  }

  /** Heights are reserved once for each room and trace, so that nothing jumps from step to step. */
  function makeRoom(again = false) {
    const height = projector.isOn() ? window.innerHeight : 0; // elsewhere the page is as long as needed
    const room = { width: stage.clientWidth, height, trace: session.trace };
    const done = Object.keys(room).every((name) => room[name] === reservedFor[name]);
    if (room.width === 0 || (done && !again)) return;
    reservedFor = room;
    const view = viewOf(session);
    setAttribute(root, "data-where", null); // the places are measured side by side
    head.reserve(view);
    answer.reserve(view);
    if (!projector.isOn() && !layout) return;
    layout = projector.isOn() ? projectorLayout(session.trace, session.rows, placesOf(stage, picture.element)) : undefined;
    setAttribute(root, "data-where", layout?.where);
    stage.style.setProperty("--picture", `${Math.ceil(layout?.height ?? 0)}px`);
    const hadKeys = root.contains(document.activeElement);
    picture.again(view);
    if (hadKeys) keepKeys();
  }

  return () => {
    watch.disconnect();
    projector.leave();
    model.off("change:_trace", renew);
    stopLinks();
    session.close();
    theme.stop();
    voice.stop();
    print.stop();
    root.remove();
  };
}

/** A part that is made anew when the trace changes. */
function perTrace(create) {
  const element = make("div", { class: "course-holder" });
  let part = null;
  let made = null;

  function update(view) {
    if (made !== view.trace) {
      made = view.trace;
      part = create(view.trace);
      element.replaceChildren(part.element);
    }
    part.update(view);
  }

  function again(view) {
    made = null;
    update(view);
  }
  return { element, update, again };
}

/** How large the picture may be on a projector, in pixels: beside the card, or above it where that has some lines left. */
function placesOf(stage, picture) {
  const style = getComputedStyle(stage);
  const inside = stage.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
  const card = CARD_LINES * parseFloat(style.fontSize);
  return {
    side: { width: picture.clientWidth, height: picture.clientHeight },
    wide: { width: ((stage.clientWidth - parseFloat(style.columnGap)) * 1.95) / 2.95, height: picture.clientHeight },
    below: { width: stage.clientWidth, height: Math.max(inside - parseFloat(style.rowGap) - card, inside / 3) },
  };
}

function nothing() {
  return { element: make("span"), update() {} };
}
