// Events on their way to Python: one message in flight. What happens meanwhile waits, of each control the
// last position only; presses and steps all count.

import { Port } from "./port.js";

const STILL = 150; // milliseconds without an event, after which the exact picture is asked for
const COUNTED = new Set(["press", "step"]);

/** The port, with the picture that travels beside a reply. */
class PicturePort extends Port {
  open(hear) {
    super.open(hear);
    this.model.off("msg:custom", this.receive);
    this.receive = (message, buffers) => this.answered({ ...message, picture: buffers?.[0] });
    this.model.on("msg:custom", this.receive);
  }
}

export class Events {
  constructor(model) {
    this.port = new PicturePort(model);
    this.waiting = [];
  }

  /** then: show(reply); late(gone), when no reply comes; busy(whether), when one takes longer than a moment. */
  open(then) {
    this.then = then;
    this.port.open({
      frame: (reply) => this.answered(reply),
      error: (reply) => this.answered(reply),
      late: () => then.late(this.port.stopped),
      busy: (whether) => then.busy(whether),
    });
  }

  close() {
    clearTimeout(this.timer);
    this.port.close();
  }

  /** Send an event, or keep it until the last message was answered. */
  put(event) {
    const since = this.waiting.findLastIndex(({ type }) => COUNTED.has(type)) + 1;
    const same = ({ type, name }) => type === event.type && name === event.name && !COUNTED.has(type);
    this.waiting = this.waiting.filter((other, place) => place < since || !same(other));
    this.waiting.push(event);
    this.flush();
  }

  /** Whether an event of this control waits, so that a reply does not know of it. */
  awaits(name) {
    return this.waiting.some((event) => event.name === name);
  }

  busy() {
    return this.port.waits("events");
  }

  flush(settled = false) {
    if (this.busy()) return;
    clearTimeout(this.timer);
    if (!this.port.ask({ type: "events", events: this.waiting, settled })) this.then.late(true);
    this.waiting = [];
  }

  answered(reply) {
    this.then.show(reply);
    if (this.waiting.length) this.flush();
    else if (reply.type === "frame" && !reply.settled) this.settleSoon();
  }

  settleSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(true), STILL);
  }
}
