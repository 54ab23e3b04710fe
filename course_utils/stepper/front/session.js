// A session is what one stepper knows: the trace, the rows it holds, the place, the options; and the
// actions that change them. The picture is drawn at once after an action, and not more than once a frame.

import { placeAt } from "./address.js";
import { Edits } from "./edits.js";
import { oncePerFrame } from "./frame.js";
import { grade } from "./grading.js";
import { grouped, typedCount } from "./numbers.js";
import { nextStop, stopsOf, symbolOf } from "./pointing.js";
import { moves, samePlace, shapeOf } from "./navigation.js";
import { Play } from "./play.js";
import { Rows } from "./rows.js";

const MARGIN = 10; // updates around the place that should be at hand

export class Session {
  constructor(data, port, drawn) {
    this.port = port;
    this.picture = oncePerFrame(() => drawn(this));
    this.place = moves.first();
    this.options = { granularity: "term", pace: "next", speed: 1, digits: false, check: true, predict: false, theme: "auto" };
    this.revealed = new Set();
    this.panel = null;
    this.play = new Play(this);
    this.remark = "";
    this.verdict = null;
    this.late = false;
    this.edits = new Edits(port, () => this.changed());
    this.take(data);
    port.open({
      rows: (reply) => this.received(() => reply.version === this.trace.version && this.rows.add(reply.rows)),
      trace: () => this.received(() => {}), // the trace itself has come as the model's state
      error: (reply, asked) => this.received(() => (asked.type === "rows" ? this.refused(reply) : this.edits.refused(reply))),
      lost: ({ type }) => this.received(() => this.edits.lost(type)), // rows are asked for again
      late: () => this.received(() => {}, true),
    });
  }

  /** The model holds another trace, whoever asked for it. */
  renew(trace) {
    this.received(() => this.take(trace));
  }

  close() {
    this.play.stop();
    this.port.close();
    this.picture.stop();
  }

  // --- the trace and its rows ---------------------------------------------------------------------

  take(trace) {
    this.trace = trace;
    this.rows = new Rows(trace.rows, trace.quantities.length);
    this.shape = shapeOf(trace, this.options.granularity);
    const { updates, steps } = this.shape;
    this.place = { update: Math.min(this.place.update, updates), step: Math.min(this.place.step, steps - 1) };
    this.forget();
    this.edits.problem = null;
    this.remark = ""; // it was of the trace before
    this.refusal = false;
  }

  received(change, late = false) {
    const { spot } = this;
    change();
    if (spot !== this.spot) this.verdict = null; // it was of numbers that have gone
    this.late = late && !this.port.stopped;
    this.settle();
    this.changed();
  }

  refused({ words: remark }) {
    Object.assign(this, { remark, refusal: true });
  }

  /** Ask for the rows around the place, if the page does not hold them. */
  settle() {
    const { update } = this.place;
    const near = this.rows.covers(update, MARGIN, this.shape.updates);
    if (!near && !this.port.waits("rows") && !this.refusal) this.port.ask({ type: "rows", around: update });
    if (this.port.stopped && !this.rows.has(this.place.update)) this.fallBack(this.shown);
  }

  fallBack(held) {
    const words = `Update ${grouped(this.place.update)} needs Python; showing ${grouped(held)}, the nearest that this page holds.`;
    this.remark = words;
    this.place = { ...this.place, update: held };
  }

  // --- moving -------------------------------------------------------------------------------------

  /** One of `moves`; in predict mode, going on reveals first. False where there is nowhere to go. */
  move(name) {
    if (name === "next" && this.hidden) return this.reveal();
    const place = moves[name](this.place, this.shape);
    if (samePlace(place, this.place)) return false;
    const sign = Math.sign(place.update - this.place.update);
    const beyond = this.port.stopped && sign ? this.rows.beyond(place.update - sign, sign) : undefined;
    const far = name === "first" || name === "last";
    if (!beyond || far || beyond === place.update) return this.go(place);
    const remark = `Update ${grouped(place.update)} needs Python; this page goes on at ${grouped(beyond)}.`;
    return this.go({ ...place, update: beyond }, remark);
  }

  go(place, remark = "") {
    this.place = place;
    this.remark = remark;
    this.refusal = false;
    this.verdict = null;
    this.settle();
    this.changed();
    return true;
  }

  /** A move by hand, which ends playing. False where there is nowhere to go. */
  act(name) {
    this.play.stop();
    return this.move(name);
  }

  /** Somebody points at a part of the diagram: to the step that computes it, then to its gradient. */
  point(part) {
    this.play.stop();
    const stops = stopsOf(part, this.trace.phases[this.step.phase].key, this.trace);
    const step = nextStop(stops, this.place.step);
    if (step !== undefined) this.go({ ...this.place, step });
    else this.tell(`${symbolOf(part, this.trace)} is given here and not learned: it has no gradient.`);
  }

  /** Go to an address, as a link or a cell gives it; what is wrong with it is said in words. */
  visit(address) {
    this.play.stop();
    const { place, words } = placeAt(address, this.place, this.trace, typedCount);
    if (words) this.tell(words);
    else this.go(place);
  }

  /** Go where a cell sends every view of this stepper; a trace that is shorter by now ends before. */
  goTo({ update, step }) {
    this.play.stop();
    this.go({ update: Math.min(update, this.shape.updates), step: Math.min(step, this.shape.steps - 1) });
  }

  jump(update) {
    this.play.stop();
    this.go({ ...this.place, update });
  }

  /** Say something that concerns the place, until the next move. */
  tell(words) {
    this.remark = words;
    this.changed();
  }

  toggle(option) {
    this.choose(option, !this.options[option]);
  }

  choose(option, value) {
    this.options[option] = value;
    if (option === "granularity") this.shape = shapeOf(this.trace, value);
    if (option === "speed") this.play.again();
    if (option === "predict") this.forget();
    this.changed();
  }

  open(panel) {
    this.panel = this.panel === panel ? null : panel;
    this.changed();
  }

  // --- predicting ---------------------------------------------------------------------------------

  get step() {
    return this.trace.steps[this.place.step];
  }

  get hidden() {
    return this.options.predict && this.step.predict !== null && !this.revealed.has(this.spot);
  }

  /** The update whose numbers are on the screen: that of the place, or until its row comes the nearest held. */
  get shown() {
    return this.rows.nearest(this.place.update);
  }

  get spot() {
    return `${this.shown}:${this.place.step}`;
  }

  forget() {
    this.revealed.clear();
    this.verdict = null;
  }

  reveal() {
    this.revealed.add(this.spot);
    this.changed();
    return true;
  }

  /** Grade what was typed: right, a known mistake, or not yet. */
  answer(text) {
    this.verdict = grade(text, this.step, this.rows.get(this.shown));
    if (this.verdict.right) this.revealed.add(this.spot);
    this.changed();
  }

  // --- drawing ------------------------------------------------------------------------------------

  changed() {
    this.picture.ask();
  }
}
