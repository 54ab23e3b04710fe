// The port to Python: each message that goes out carries an id and gets exactly one reply with it.
// Stepping sends nothing, except for rows that the page does not hold; edits are sent. A saved page has no Python: its
// model cannot send. After MOMENT a message that waits is shown as busy; after PATIENCE it is said in words, and Python is
// asked for an echo: if that comes back in order and the reply has not, an interrupt has lost the message or its reply.

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

  /** handlers: functions by type of reply (rows, trace, error); `late`, called when patience ends; `busy(whether)`;
   *  `lost(message)`, called for a message to which no reply will come. */
  open(handlers) {
    this.handlers = handlers;
    this.receive = (message, buffers) => this.answered({ ...message, picture: buffers?.[0] }); // what travels beside it
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
  ask(message, early = false, patience = PATIENCE) {
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
    const late = () => {
      if (message.type !== "echo") this.handlers.late(message);
      this.ask({ type: "echo" }, true, 2 * patience);
    };
    asked.timers = [setTimeout(slow, early ? patience : MOMENT), setTimeout(late, patience)];
    this.waiting.set(id, asked);
    return true;
  }

  /** Tell when Python has become busy, and when it is free again. */
  mark() {
    const busy = [...this.waiting.values()].some(({ slow }) => slow);
    if (busy === this.busy) return;
    this.busy = busy;
    this.handlers.busy?.(busy);
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
    const lost = asked && reply.in_order ? this.before(reply.id) : []; // in_order: only an echo has it
    const gone = lost.map((id) => this.waiting.get(id).message).filter(({ type }) => type !== "echo");
    [reply.id, ...lost].forEach((id) => this.forget(id));
    this.mark();
    gone.forEach((message) => this.handlers.lost(message));
    // What the kernel holds changed or grew: that holds for every view of it. An error concerns the view that asked.
    if (asked || reply.type !== "error") this.handlers[reply.type]?.(reply, asked?.message);
  }

  /** The ids of what was asked before a message, and still waits. */
  before(id) {
    const ids = [...this.waiting.keys()];
    return ids.slice(0, ids.indexOf(id));
  }

  /** Wait no longer for a reply. */
  forget(id) {
    this.waiting.get(id)?.timers.forEach(clearTimeout);
    this.waiting.delete(id);
  }

  /** Python has gone: what was asked will not be answered. */
  stop() {
    this.stopped = true;
    this.forgetAll();
    this.mark();
    this.handlers.late?.({ type: "stopped" });
  }

  forgetAll() {
    [...this.waiting.keys()].forEach((id) => this.forget(id));
  }
}
