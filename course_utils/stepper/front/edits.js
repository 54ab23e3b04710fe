// Edits on their way to Python. Each is answered with a new trace, or with what is wrong and the field that it concerns.

export class Edits {
  constructor(port, changed) {
    this.port = port;
    this.changed = changed;
    this.problem = null;
  }

  edit(values, choices) {
    this.ask({ type: "edit", values, choices });
  }

  /** Back to the trace as it was at first. */
  reset() {
    this.ask({ type: "reset" });
  }

  ask(message) {
    this.problem = null;
    this.port.ask(message);
    this.changed();
  }

  /** What was refused is taken back. */
  clear() {
    this.problem = null;
    this.changed();
  }

  refused({ field, words }) {
    this.problem = { field, words };
  }

  /** An interrupt has lost a message of this type. */
  lost(type) {
    if (type !== "rows") this.refused({ field: null, words: "Python gave no answer to this change; try again." });
  }

  /** Whether another trace is to come. */
  get waiting() {
    return this.port.waits("edit") || this.port.waits("reset");
  }

  /** Whether an edit of this field is on its way. */
  sends(key) {
    return this.port.messages("edit").some(({ values, choices }) => key in values || key in choices);
  }
}
