// The port to Python: each message that goes out carries an id and gets exactly one reply with it.
// Stepping sends nothing; only rows that the page does not hold and edits do. A saved page has no
// Python: its model cannot send. What takes longer than a moment is marked; what takes longer than patience is
// said in words.

const MOMENT = 250;
const PATIENCE = 3000;

export class Port {
  constructor(model) {
    this.model = model;
    this.name = Math.random().toString(36).slice(2, 8);
    this.count = 0;
    this.waiting = new Map(); // by id: the message, its timers, and whether its moment is over
    this.busy = false;
    this.stopped = !model.send;
    this.saved = !model.send;
  }

  /** hear: functions by type of reply (rows, trace, error); `late`, called when patience ends; `busy(whether)`. */
  open(hear) {
    this.hear = hear;
    this.receive = (message) => this.answered(message);
    this.closed = () => this.stop();
    this.model.on("msg:custom", this.receive);
    this.model.on("comm_live_update", this.closed);
  }

  close() {
    this.forgetAll();
    this.model.off("msg:custom", this.receive);
    this.model.off("comm_live_update", this.closed);
  }

  /** Send a message; false where there is no Python to send it to. One that is `early` is not yet waited for. */
  ask(message, early = false) {
    if (this.stopped) return false;
    this.count += 1;
    const id = `${this.name}-${this.count}`;
    try {
      this.model.send({ id, ...message });
    } catch {
      this.stop();
      return false;
    }
    const asked = { message, slow: false };
    const slow = () => {
      asked.slow = true;
      this.mark();
    };
    asked.timers = [setTimeout(slow, early ? PATIENCE : MOMENT), setTimeout(() => this.hear.late(message), PATIENCE)];
    this.waiting.set(id, asked);
    return true;
  }

  /** Tell when Python has become busy, and when it is free again. */
  mark() {
    const busy = [...this.waiting.values()].some(({ slow }) => slow);
    if (busy === this.busy) return;
    this.busy = busy;
    this.hear.busy?.(busy);
  }

  /** The messages that wait for their reply, of one type or of all. */
  messages(type) {
    const all = [...this.waiting.values()].map(({ message }) => message);
    return type ? all.filter((message) => message.type === type) : all;
  }

  waits(type) {
    return this.messages(type).length > 0;
  }

  answered(reply) {
    const asked = this.waiting.get(reply.id);
    asked?.timers.forEach(clearTimeout);
    this.waiting.delete(reply.id);
    this.mark();
    // What the kernel holds changed or grew: that holds for every view of it. An error concerns who asked.
    if (asked || reply.type !== "error") this.hear[reply.type]?.(reply, asked?.message);
  }

  /** Python has gone: what was asked will not be answered. */
  stop() {
    this.stopped = true;
    this.forgetAll();
    this.mark();
    this.hear.late?.({ type: "stopped" });
  }

  forgetAll() {
    this.waiting.forEach(({ timers }) => timers.forEach(clearTimeout));
    this.waiting.clear();
  }
}
