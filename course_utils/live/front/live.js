// A live figure: the picture with its handles, the controls, and a line of words below them.

import { followTheme } from "./theme.js";
import { controlsOf } from "./controls.js";
import { Events } from "./events.js";
import { handlesOf } from "./handles.js";
import { canPatch, pictureOf } from "./picture.js";
import { playerOf } from "./player.js";
import { figureOf, shellOf } from "./shell.js";
import { wordsOf } from "./words.js";

export function createLiveFigure(host, model) {
  const layout = model.get("_layout");
  const root = figureOf(layout);
  const events = new Events(model);
  const picture = pictureOf(layout);
  const handles = handlesOf(layout, picture, events);
  const controls = controlsOf(layout, events);
  const player = layout.plays ? playerOf(events) : null;
  const words = wordsOf(root);
  const parts = [controls.element, ...(player ? [player.element] : [])];
  const shell = shellOf(root, layout, picture.element, { parts }, words.element, events);
  const theme = followTheme(root, look);
  let version = -1; // of the state that is shown
  let whole = null; // of the exact picture on the page, over which parts are laid

  /** Replies go to all views. What is older than what is shown is passed over; other views may have another theme. */
  function answered(reply) {
    const foreign = reply.type === "state" && (reply.theme !== root.dataset.theme || (reply.box && reply.over !== whole));
    if (foreign && reply.version > version) events.look();
    else if (!foreign && reply.version >= version) show(reply);
    player?.answered(reply);
  }

  /** A reply without a picture, an error, leaves the last good one and puts the controls back to it. */
  function show(reply) {
    version = reply.version;
    if (reply.picture) draw(reply);
    controls.place(reply.controls, (name) => events.awaits(name), reply.type === "error");
    handles.place(reply.handles, reply.description ?? words.description());
    if (reply.type === "error") words.trouble(reply.words);
    else words.describe(reply.description, reply.settled);
    if (reply.type === "state") root.dataset.drawn = reply.theme;
    root.toggleAttribute("data-settled", reply.settled === true || reply.type === "error");
    root.toggleAttribute("data-stuck", reply.type === "error");
    if (reply.settled) shell.numbers.renew();
  }

  function draw({ picture: bytes, format, description, box, settled }) {
    if (!box) whole = settled && canPatch ? version : null;
    events.over = whole;
    picture.show(bytes, format, description, box);
  }

  function late(gone) {
    words.wait(gone, model.get("_waiting"));
    root.toggleAttribute("data-stuck", true);
    if (gone) player?.stop();
  }

  events.open({ show: answered, late, busy: (whether) => root.toggleAttribute("data-busy", whether) });
  show({ ...model.get("_reply"), picture: model.get("_picture") });
  events.drawn = model.get("_reply").theme;
  events.drawnFor = model.get("_reply").size;
  look();

  /** A view asks for its picture when it opens, since Python may know more than this page, and in a new theme. */
  function look() {
    events.theme = root.dataset.theme;
    events.look(true);
  }

  host.replaceChildren(root);
  shell.open();
  return () => {
    player?.stop();
    shell.close();
    theme.stop();
    events.close();
  };
}
