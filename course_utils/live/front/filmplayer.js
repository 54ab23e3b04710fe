// Playing a film: play and pause, single steps, the speed, and a timeline that leads back to any earlier frame.
// Pause stops at once; Python then goes back to the frame that is on the screen. Where another view of the figure plays,
// this one follows: it shows the same film, and asks for none.

import { playControlsOf } from "./controls.js";
import { make, setAttribute } from "./dom.js";
import { Film } from "./film.js";

const READ = 200; // milliseconds that words and numbers stay while it plays: nobody reads faster, and each costs the page a layout
const AWAKE = 25; // milliseconds before a frame is due, in which every animation frame is used

/** then: show(frame) draws, tell(frame) says it in words, trouble(words) why a film ended; `where(at)` names a place on the
 *  timeline in words. */
export function filmPlayerOf(events, pace, { show, tell, trouble, where }) {
  const { element, label, speed } = playControlsOf(() => (playing ? pause() : start()), () => step(1), pace);
  const line = make("input", { type: "range", class: "course-line", min: 0, step: 1, "aria-label": "where the run stands" });
  line.addEventListener("input", () => go(Number(line.value)));
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const film = new Film();
  let playing = false;
  let following = false;
  let request = 0;
  let timer = 0;
  let unsaid = null; // the frame on the screen, if the words are still those of one before
  let said = 0; // when words were last said
  let left = null; // the frame that Python was told to go back to, until it confirms
  let why = ""; // the film ended, or what a person did was refused; shown until the next action
  events.leading = leave;
  events.touched = ({ type }) => (why = type === "stop" ? why : "");

  function start() {
    if (events.port.stopped) return events.then.late(true);
    why = "";
    playing = true;
    label(playing);
    turn();
  }

  function turn() {
    still();
    request = requestAnimationFrame(tick);
  }

  function still() {
    clearTimeout(timer);
    cancelAnimationFrame(request);
  }

  /** Stop where the screen is. */
  function pause() {
    stop();
    leave().forEach((event) => events.put(event));
  }

  function stop() {
    playing = following = false;
    still();
    if (unsaid) speak(performance.now());
    label(playing);
  }

  /** Let the words be those of the frame on the screen. */
  function speak(now) {
    const frame = unsaid;
    [unsaid, said] = [null, now];
    place(frame.at, frame.reached);
    tell(frame);
  }

  /** Python has gone: screen and timeline stay as they are. */
  function gone() {
    stop();
    back(film.at);
  }

  /** What Python must be told before anything else, if it may be ahead of the screen: what is on it. */
  function leave() {
    if (!film.running) return [];
    const { version, at } = film;
    film.begin(version, at);
    following = false;
    left = { type: "stop", at, version };
    return [left];
  }

  function step(count) {
    events.put({ type: "step", count });
  }

  function go(at) {
    stop();
    read(at);
    events.put({ type: "go", at });
  }

  /** One animation frame: ask ahead, show what is due. Each costs the page a millisecond, so it sleeps until the next is due. */
  function tick(now) {
    if (!playing && !following) return;
    film.calm = calm.matches;
    if (playing) ask(now);
    const frame = film.next(now);
    if (frame) {
      show(frame);
      unsaid = frame;
      if (now >= said + READ) speak(now);
    } else if (film.isOver()) {
      why = film.end.trouble;
      if (playing) pause();
      else stop();
      if (why) trouble(why);
      return;
    }
    const rest = film.rest(now) - AWAKE;
    if (rest > 0) timer = setTimeout(turn, rest);
    else turn();
  }

  /** A state that a person changed is waited for: the film goes on from there. */
  function ask(now) {
    if (events.unsettled()) return;
    const message = film.wanted(pace ? speed() : stepsFor(speed()), now);
    if (message && !events.port.ask(message, true)) events.then.late(true);
  }

  function stepsFor(aSecond) {
    film.picture = Math.max(film.picture, 1000 / aSecond);
    return Math.max(1, Math.round((aSecond * film.picture) / 1000));
  }

  function place(at, reached) {
    setAttribute(line, "max", Math.max(1, reached));
    if (document.activeElement !== line || !events.awaits(undefined)) back(at);
  }

  function back(at) {
    line.value = at;
    read(at);
  }

  function read(at) {
    setAttribute(line, "aria-valuetext", where(at));
  }

  /** A whole state came: what a person did, or what another view or a cell did. */
  function answered(reply) {
    if (reply.type === "error") return refused(reply);
    left = null;
    if (reply.version !== film.version) {
      film.begin(reply.version, reply.at);
      following = false;
      if (playing) turn();
    }
    if (!film.running) {
      unsaid = null;
      place(reply.at, reply.reached);
    }
    if (reply.ended) stop();
    if (why) trouble(why);
  }

  /** Nothing of a message has happened, so Python has not gone back to the screen either: it is told once more. */
  function refused({ words }) {
    stop();
    back(film.at);
    const again = left;
    left = null;
    why = words;
    trouble(why);
    if (again) events.put(again);
  }

  function take(reply, mine) {
    if (!mine && !playing && !film.running && reply.version === film.version && reply.at.length) {
      film.running = following = true;
      turn();
    }
    film.take(reply, mine, performance.now());
  }

  const lost = ({ type }) => type === "frames" && film.lose();
  return { element, line, stop, gone, answered, take, lost, runs: () => film.running };
}
