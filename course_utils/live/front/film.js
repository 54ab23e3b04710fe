// Film: frames of numbers that Python has sent ahead of the picture; course_utils/live/film.py defines what they hold.
// Here: how a buffer becomes frames, how many frames to ask for, and when the next is due.

const VIEWS = { f4: Float32Array, i4: Int32Array, u1: Uint8Array };
const PICTURE = 30; // milliseconds that a picture stays, at least: 33 a second, and the rest of the time is the training's
const CALM = 1000; // the same for those who asked for less motion
const CHUNK = [200, 1000]; // milliseconds of film in a chunk
const IN_FLIGHT = 2; // chunks on their way: Python makes the next while this one travels, and never waits for the page
const STEPS = 0.03; // seconds of steps in a frame, at most

/** The frames in a buffer: [{name: typed array}], as many as fit into it. */
export function framesOf(layout, data) {
  if (!layout.length) return [];
  const bytes = new Uint8Array(data.buffer ?? data, data.byteOffset ?? 0, data.byteLength).slice().buffer;
  const sizes = layout.map(([, kind, shape]) => [VIEWS[kind], shape.reduce((all, side) => all * side, 1)]);
  const frames = [];
  for (let start = 0; start < bytes.byteLength; ) {
    const frame = {};
    layout.forEach(([name], place) => {
      const [View, count] = sizes[place];
      frame[name] = new View(bytes, start, count);
      start += Math.ceil((count * View.BYTES_PER_ELEMENT) / 4) * 4;
    });
    frames.push(frame);
  }
  return frames;
}

/** Words in bytes, as `as_text` of Python packs them. */
export function wordsIn(bytes) {
  return new TextDecoder().decode(bytes).trimEnd();
}

/** The film of one version: what waits to be shown, what is on its way, and how long that takes. */
export class Film {
  constructor() {
    this.trip = 50; // milliseconds there and back, without Python's own time
    this.picture = PICTURE; // milliseconds for a picture: as long as Python takes to make one, if that is more
    this.calm = false;
    this.begin(-1, 0);
  }

  /** Start over from the state on the screen: its version and its number. */
  begin(version, at) {
    this.version = version;
    this.at = at;
    this.waiting = [];
    this.asked = []; // of each chunk on its way: when it was asked for, how many frames, and whether alone
    this.running = false; // Python may be ahead of the screen
    this.end = null; // why nothing follows: {ended, trouble}
    this.due = 0;
  }

  interval() {
    return this.calm ? CALM : this.picture;
  }

  /** What to ask for now, with `every` steps a picture, or null where there is film enough. */
  wanted(every, now) {
    const chunk = Math.min(Math.max(2 * this.trip, CHUNK[0]), CHUNK[1]);
    const coming = this.asked.reduce((all, { count }) => all + count, 0);
    const ahead = (this.waiting.length + coming) * this.interval();
    if (this.end || this.asked.length >= IN_FLIGHT || ahead >= IN_FLIGHT * chunk + 1.5 * this.trip) return null;
    const count = Math.max(1, Math.round(chunk / this.interval()));
    this.asked.push({ at: now, count, alone: this.asked.length === 0 });
    this.running = true;
    const seconds = this.calm ? 0.9 : STEPS;
    return { type: "frames", version: this.version, every: this.calm ? Math.max(1, Math.round((every * CALM) / this.picture)) : every, count, seconds, shown: this.at };
  }

  /** Accept a chunk, whichever view asked for it, unless its version is another or this view does not play. */
  take(reply, mine, now) {
    if (!this.running || reply.version !== this.version) return;
    const { at, alone } = (mine && this.asked.shift()) || {};
    const took = 1000 * reply.took;
    if (alone) this.trip += 0.4 * (Math.max(5, now - at - took) - this.trip);
    const frames = framesOf(reply.layout, reply.picture ?? new Uint8Array());
    if (frames.length) this.picture = Math.max(PICTURE, took / frames.length);
    frames.forEach((frame, place) => this.waiting.push({ ...frame, at: reply.at[place], reached: reply.reached[place], words: reply.words[place] }));
    if (reply.ended || reply.trouble) this.end ??= { ended: reply.ended, trouble: reply.trouble };
  }

  /** The chunk that was asked for first will not come: it is asked for again. */
  lose() {
    this.asked.shift();
  }

  /** The frame that is due now, or null. There is no catching up: after a pause of the page the film goes on as before. Those who
   *  asked for less motion see no two pictures in a row. */
  next(now) {
    if (!this.waiting.length || now < this.due) return null;
    this.due = this.calm ? now + CALM : Math.max(this.due + this.picture, now - this.picture);
    const frame = this.waiting.shift();
    this.at = frame.at;
    return frame;
  }

  /** The milliseconds until the next frame is due, 0 where none waits to be shown. */
  rest(now) {
    return this.waiting.length ? Math.max(this.due - now, 0) : 0;
  }

  /** Whether everything that there is has been shown. */
  isOver() {
    return this.end !== null && !this.waiting.length;
  }
}
