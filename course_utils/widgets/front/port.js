// The port to Python: each message that goes out carries an id and gets exactly one reply with it.
// Stepping sends nothing; only rows that the page does not hold and edits do. A saved page has no
// Python: its model cannot send.

const PATIENCE = 3000;

export class Port {
  constructor(model) {
    this.model = model;
    this.name = Math.random().toString(36).slice(2, 8);
    this.count = 0;
    this.waiting = new Map();
    this.stopped = !model.send;
    this.saved = !model.send;
  }

  /** hear: functions by type of reply (rows, trace, error), and `late`, called when patience ends. */
  open(hear) {
    this.hear = hear;
    this.receive = (message) => this.answered(message);
    this.closed = () => this.stop();
    this.model.on("msg:custom", this.receive);
    this.model.on("comm_live_update", this.closed);
  }

  close() {
    this.waiting.forEach(({ timer }) => clearTimeout(timer));
    this.model.off("msg:custom", this.receive);
    this.model.off("comm_live_update", this.closed);
  }

  /** Send a message; false where there is no Python to send it to. */
  ask(message) {
    if (this.stopped) return false;
    this.count += 1;
    const id = `${this.name}-${this.count}`;
    try {
      this.model.send({ id, ...message });
    } catch {
      this.stop();
      return false;
    }
    const timer = setTimeout(() => this.hear.late(message), PATIENCE);
    this.waiting.set(id, { message, timer });
    return true;
  }

  /** The messages that wait for their replies. */
  messages() {
    return [...this.waiting.values()].map(({ message }) => message);
  }

  /** Whether a message of this type waits for its reply. */
  waits(type) {
    return this.messages().some((message) => message.type === type);
  }

  answered(reply) {
    const asked = this.waiting.get(reply.id);
    clearTimeout(asked?.timer);
    this.waiting.delete(reply.id);
    // What the kernel holds changed or grew: that holds for every view of it. An error concerns who asked.
    if (asked || reply.type !== "error") this.hear[reply.type]?.(reply, asked?.message);
  }

  /** Python has gone: what was asked will not be answered. */
  stop() {
    this.stopped = true;
    this.waiting.forEach(({ timer }) => clearTimeout(timer));
    this.waiting.clear();
    this.hear.late?.({ type: "stopped" });
  }
}
