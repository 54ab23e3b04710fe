// Events on their way to Python, one message in flight. Later events wait: of each control the last position only, but
// every press and step.

import { Port } from "./port.js";

const STILL = 150; // milliseconds without an event, after which the exact picture is asked for
const COUNTED = new Set(["press", "step"]);

export class Events {
  constructor(model) {
    this.port = new Port(model);
    this.waiting = [];
    this.theme = this.drawn = null; // of this view, and of the last picture that Python drew, for whichever view
    this.size = this.drawnFor = null; // likewise the size in which a projector wants it
    this.over = null; // the version of the exact picture on the page, if a part may be laid over it
    this.looking = false;
    this.leading = () => [];
    this.touched = () => {};
  }

  /** then: show(reply); late(gone), when no reply comes; busy(whether), when one takes longer than a moment; and for
   * a figure that shows film, frames(reply, mine). `leading()` gives what must be sent before any event, `touched(event)`
   * is called with each. */
  open(then) {
    this.then = then;
    this.port.open({
      state: (reply) => this.answered(reply),
      error: (reply) => this.answered(reply),
      tables: (reply, asked) => asked && this.onTables(reply),
      frames: (reply, mine) => then.frames?.(reply, mine !== undefined),
      late: () => then.late(this.port.stopped),
      busy: (whether) => then.busy(whether),
      lost: (message) => this.lost(message),
    });
  }

  close() {
    clearTimeout(this.timer);
    this.port.close();
  }

  /** Send an event, or keep it until the last message was answered. */
  put(event) {
    this.touched(event);
    const since = this.waiting.findLastIndex(({ type }) => COUNTED.has(type)) + 1;
    const replaced = ({ type, name }) => type === event.type && name === event.name && !COUNTED.has(type);
    this.waiting = this.waiting.filter((other, place) => place < since || !replaced(other));
    this.waiting.push(event);
    this.flush();
  }

  /** An interrupt has lost a message; the present picture shows whether it took effect. */
  lost(message) {
    this.then.lost?.(message);
    if (message.type === "events") this.look();
    if (message.type === "tables") this.tables(this.onTables);
  }

  /** Ask for the present picture, in the theme of this view. */
  look(settled = false) {
    this.looking = true;
    this.flush(settled);
  }

  /** Ask for the picture that fills the pixels which a projector leaves to it, [width, height], or the usual one, for null. */
  resize(size) {
    if (sameSize(size, this.size)) return;
    this.size = size;
    this.look(true);
  }

  /** Ask for the numbers of the present picture; then(reply) is called with them. */
  tables(then) {
    this.onTables = then;
    if (!this.port.waits("tables") && !this.port.ask({ type: "tables" })) this.then.late(true);
  }

  /** Whether an event of this control waits or is on its way, so that a reply does not know of it. */
  awaits(name) {
    const sent = this.port.messages("events").flatMap(({ events }) => events);
    return [...sent, ...this.waiting].some((event) => event.name === name);
  }

  busy() {
    return this.port.waits("events");
  }

  /** Whether something that a person did has not been answered yet. */
  unsettled() {
    return this.waiting.length > 0 || this.port.messages("events").some(({ events }) => events.length > 0);
  }

  flush(settled = false) {
    if (this.busy()) return;
    clearTimeout(this.timer);
    const leading = this.waiting.length ? this.leading() : [];
    const asked = this.looking || this.waiting.length > 0; // a picture that only settles is that of whoever asked for it
    const retheme = this.theme === this.drawn ? [] : [{ type: "theme", theme: this.theme }];
    const resize = !asked || sameSize(this.size, this.drawnFor) ? [] : [{ type: "size", size: this.size }];
    const events = [...retheme, ...resize, ...leading, ...this.waiting];
    const over = this.over === null || this.looking ? {} : { over: this.over };
    if (!this.port.ask({ type: "events", events, settled, ...over })) this.then.late(true);
    this.waiting = [];
    this.looking = false;
  }

  answered(reply) {
    this.drawn = reply.theme;
    this.drawnFor = reply.size;
    this.then.show(reply);
    if (this.waiting.length || this.looking) this.flush();
    else if (reply.type === "state" && !reply.settled) this.settleSoon();
  }

  settleSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(true), STILL);
  }
}

/** Whether two sizes, [width, height] or none, are one. */
function sameSize(one, other) {
  return one === other || (Boolean(one && other) && one.every((side, axis) => side === other[axis]));
}
