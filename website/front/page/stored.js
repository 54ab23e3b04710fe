// A widget as the page was built with it: it shows itself at once and knows its picture in each theme. The first
// thing that only Python can answer starts Python; until it is there, what was touched is kept.

import { keepingFocus } from "./status.js";
import { BUSY, show } from "./view.js";

const STARTS = "Python is starting in this page. What you did is kept, and the picture follows as soon as Python is ready.";

export class StoredWidget {
  /** entry: what the page holds of the widget; frames: {theme: {_reply, _picture}}, if it is a live figure. */
  constructor(box, entry, frames, python) {
    Object.assign(this, { box, entry, frames, python, view: null });
    python.stopped.add(() => this.view && this.view.model.channel !== this && this.open());
  }

  /** Show it as it was stored. */
  async open() {
    this.view?.close();
    this.kept = []; // messages, until Python is there
    this.theme = "light";
    const state = { ...this.entry.state, ...this.frames?.light, _waiting: STARTS };
    await keepingFocus(this.box, async () => (this.view = await show(this.box, { ...this.entry, state }, () => this)));
  }

  change() {} // a poll holds all that it says

  send(message, model) {
    const { events = [{}] } = message;
    const known = this.kept.length ? null : this.entry.answers.find((answer) => isAsked(answer.message, message));
    if (known) return this.answer(known, message.id, model);
    if (!this.frames || this.kept.length || events.some(({ type }) => type !== "theme")) this.keep(message, model);
    else this.look(message.id, events.at(-1)?.theme, model);
  }

  /** Answer with what the page was built with. */
  answer({ reply, bytes }, id, model) {
    const buffers = bytes.map((text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));
    queueMicrotask(() => model.fire("msg:custom", { ...reply, id }, buffers));
  }

  /** Answer a view that asks for the present picture, or for that in another theme. */
  look(id, theme, model) {
    this.theme = theme ?? this.theme;
    const { _reply, _picture } = this.frames[this.theme];
    queueMicrotask(() => model.fire("msg:custom", { ..._reply, id }, [_picture]));
  }

  async keep(message, model) {
    this.kept.push(message);
    if (this.kept.length > 1) return;
    try {
      const done = await this.python.run(this.entry.place);
      const { widget } = done.widgets[this.entry.nth] ?? {};
      if (!widget) throw new Error(said(done));
      model.set("_waiting", BUSY);
      model.channel = this.python.channel(widget, model);
      this.kept.forEach((waiting) => model.send(waiting));
    } catch (error) {
      const { _reply } = this.frames?.[this.theme] ?? {};
      this.kept.forEach(({ id }) => model.fire("msg:custom", { ..._reply, id, type: "error", words: error.message }, []));
    }
    this.kept = [];
  }
}

/** Whether a message asks for what another does. */
function isAsked(one, message) {
  return Object.entries(one).every(([name, value]) => message[name] === value);
}

/** Why a cell has made no widget. */
function said({ outputs, failed }) {
  const words = outputs.at(-1)?.words ?? "the cell no longer shows a figure";
  return failed === null ? `This cell fails: ${words}.` : `Cell ${failed + 1}, on which this one depends, fails: ${words}.`;
}
