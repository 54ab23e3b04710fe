// A buffer becomes frames, film is asked for ahead of the picture, and each frame has its time.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Film, framesOf } from "../../../course_utils/live/front/film.js";

const LAYOUT = [["map", "u1", [5]], ["theta", "f4", [2]]];

/** Frames as Python packs them: each array from the next multiple of four bytes. */
function packed(...frames) {
  const bytes = new Uint8Array(16 * frames.length);
  frames.forEach(({ map, theta }, place) => {
    bytes.set(map, 16 * place);
    new Float32Array(bytes.buffer, 16 * place + 8, 2).set(theta);
  });
  return bytes;
}

const one = { map: [1, 2, 3, 4, 255], theta: [0.5, -2] };
const two = { map: [0, 0, 0, 0, 7], theta: [1e-3, 1e6] };

/** A chunk of `count` frames that begins at `at`, as a reply. */
function chunk(at, count, more = {}) {
  const numbers = Array.from({ length: count }, (_, place) => at + place);
  const picture = packed(...numbers.map(() => one));
  return { version: 3, at: numbers, reached: numbers, words: numbers.map(String), layout: LAYOUT, took: 0.01, picture, ...more };
}

test("each array of a frame is read where it lies, also behind an odd number of bytes", () => {
  const frames = framesOf(LAYOUT, packed(one, two));
  assert.equal(frames.length, 2);
  assert.deepEqual([[...frames[0].map], [...frames[1].map]], [one.map, two.map]);
  assert.deepEqual([...frames[1].theta], two.theta.map(Math.fround));
});

test("a view into a longer buffer is read from its own place", () => {
  const long = new Uint8Array(48);
  long.set(packed(one), 16);
  assert.deepEqual([...framesOf(LAYOUT, new DataView(long.buffer, 16, 16))[0].map], one.map);
});

test("film is asked for until enough is on its way, and again when some was shown", () => {
  const film = new Film();
  film.begin(3, 10);
  const first = film.wanted(5, 0);
  assert.deepEqual([first.type, first.version, first.every, first.shown], ["frames", 3, 5, 10]);
  while (film.wanted(5, 0));
  assert.ok(film.asked.length <= 2);
  film.take(chunk(11, first.count), true, 60);
  const shown = [100, 101, 102, 103, 104].map((now) => film.next(now)?.at);
  assert.deepEqual(shown, [11, 12, 13, undefined, undefined]); // a screen that was late catches up two, and no more
  assert.equal(film.next(160).at, 14);
});

test("when a chunk has come, the next is asked for at once: Python always has one to make", () => {
  const film = new Film();
  film.begin(3, 0);
  const { count } = film.wanted(1, 0);
  film.wanted(1, 0);
  film.take(chunk(1, count), true, 20);
  film.next(20);
  assert.equal(film.wanted(1, 21).type, "frames");
  film.take(chunk(1 + count, count), true, 40);
  assert.equal(film.wanted(1, 41), null); // but no more than that: what a person does comes behind it
});

test("what another version, or a film that stands, says is dropped", () => {
  const film = new Film();
  film.begin(4, 0);
  film.take(chunk(1, 3), true, 0);
  assert.equal(film.waiting.length, 0);
  film.wanted(1, 0);
  film.take(chunk(1, 3), true, 0);
  assert.equal(film.waiting.length, 0);
});

test("a chunk that an interrupt has lost is asked for again", () => {
  const film = new Film();
  film.begin(3, 0);
  while (film.wanted(1, 0));
  const asked = film.asked.length;
  film.lose();
  assert.notEqual(film.wanted(1, 0), null);
  assert.equal(film.asked.length, asked);
});

test("a long way is answered by longer chunks, and the film ends with its last frame", () => {
  const near = new Film();
  const far = new Film();
  [near, far].forEach((film) => film.begin(3, 0));
  far.trip = 400;
  assert.ok(far.wanted(1, 0).count > near.wanted(1, 0).count);
  near.take(chunk(1, 1, { ended: true }), true, 50);
  assert.equal(near.isOver(), false);
  near.next(1000);
  assert.ok(near.isOver() && near.wanted(1, 1000) === null);
});

test("less motion means fewer pictures of more steps", () => {
  const film = new Film();
  film.begin(3, 0);
  film.calm = true;
  assert.equal(film.interval(), 1000);
  assert.equal(film.wanted(2, 0).every, 67); // 2 steps each 30 ms, for a second
});

test("those who asked for less motion see a picture a second from the first on", () => {
  const film = new Film();
  film.begin(3, 0);
  film.calm = film.running = true;
  film.take(chunk(1, 5), true, 0);
  assert.equal(film.rest(5000), 0);
  assert.equal(film.next(5000).at, 1);
  assert.equal(film.rest(5400), 600);
  assert.equal(film.next(5999), null);
  assert.equal(film.next(6030).at, 2);
  assert.equal(film.next(7029), null);
});
