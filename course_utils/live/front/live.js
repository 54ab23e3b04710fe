// A live figure whose picture Python draws: pictures come as bytes, whole or the part that has changed.

import { canPatch, pictureOf } from "./picture.js";
import { playerOf } from "./player.js";
import { viewOf } from "./view.js";

export function createLiveFigure(host, model) {
  const view = viewOf(model, "", pictureOf, look);
  const { layout, root, events, picture, controls } = view;
  const player = layout.plays ? playerOf(events) : null;
  let version = -1; // of the state that is shown
  let whole = null; // of the exact picture on the page, over which parts are laid

  /** Replies go to all views. What is older than what is shown is passed over; other views may have another theme. */
  function answered(reply) {
    const foreign = reply.type === "state" && (reply.theme !== root.dataset.theme || (reply.box && reply.over !== whole));
    if (foreign && reply.version > version) events.look();
    else if (!foreign && reply.version >= version) show(reply);
    player?.answered(reply);
  }

  /** A reply without a picture, an error, leaves the last good one. */
  function show(reply) {
    version = reply.version;
    if (reply.picture) draw(reply);
    view.follow(reply);
    if (reply.type === "state") root.dataset.drawn = reply.theme;
    root.toggleAttribute("data-stuck", reply.type === "error");
  }

  function draw({ picture: bytes, format, description, box, settled }) {
    if (!box) whole = settled && canPatch ? version : null;
    events.over = whole;
    picture.show(bytes, format, description, box);
  }

  function late(gone) {
    view.wait(gone);
    root.toggleAttribute("data-stuck", true);
    if (gone) player?.stop();
  }

  function begin(reply) {
    show(reply);
    [events.drawn, events.drawnFor] = [reply.theme, reply.size];
    look();
  }

  /** A view asks for its picture when it opens, since Python may know more than this page, and in a new theme. */
  function look() {
    events.theme = root.dataset.theme;
    events.look(true);
  }

  const parts = [controls.element, ...(player ? [player.element] : [])];
  return view.open(host, { parts }, { show: answered, late }, begin, () => player?.stop());
}
