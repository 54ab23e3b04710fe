// Playing a film: play and pause, single steps, the speed, and a line on which one goes back to any earlier frame.
// Pause stops at once; Python then goes back to the frame that is on the screen.

import { make, put, say } from "./dom.js";
import { Film } from "./film.js";

const SPEEDS = [2, 10, 50, 250]; // steps a second, for a figure without a pace of its own

/** then: show(frame) draws, trouble(words) says why a film ended; `where(at)` names a place on the line in words. */
export function filmPlayerOf(events, pace, { show, trouble, where }) {
  const play = make("button", { type: "button", class: "course-play", onclick: () => (playing ? pause() : start()) });
  const one = make("button", { type: "button", onclick: () => step(1) }, pace?.one ?? "step");
  const words = pace?.words ?? SPEEDS.map((speed) => `${speed} steps a second`);
  const options = words.map((text, place) => make("option", { value: (pace?.counts ?? SPEEDS)[place] }, text));
  const speed = make("select", { "aria-label": "speed" }, ...options);
  const element = make("div", { class: "course-player", role: "group", "aria-label": "play" }, play, one, speed);
  const line = make("input", { type: "range", class: "course-line", min: 0, step: 1, "aria-label": "where the run stands" });
  line.addEventListener("input", () => go(Number(line.value)));
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const film = new Film();
  let playing = false;
  let request = 0;
  let reached = 0;
  speed.selectedIndex = 1;
  label();
  events.leading = leave;

  function label() {
    say(play, playing ? "pause" : "play");
  }

  function start() {
    playing = true;
    label();
    cancelAnimationFrame(request);
    request = requestAnimationFrame(tick);
  }

  /** Stop where the screen is. */
  function pause() {
    stop();
    leave().forEach((event) => events.put(event));
  }

  function stop() {
    playing = false;
    cancelAnimationFrame(request);
    label();
  }

  /** What Python must hear before anything else, if it may be ahead of the screen: what is on it. */
  function leave() {
    if (!film.running) return [];
    const { version, at } = film;
    film.begin(version, at);
    return [{ type: "stop", at, version }];
  }

  function step(count) {
    events.put({ type: "step", count });
  }

  function go(at) {
    stop();
    read(at);
    events.put({ type: "go", at });
  }

  /** One turn of the screen: ask ahead, show what is due. */
  function tick(now) {
    if (!playing) return;
    request = requestAnimationFrame(tick);
    film.calm = calm.matches;
    ask(now);
    const frame = film.next(now);
    if (frame) {
      place(frame.at, Math.max(reached, frame.at));
      show(frame);
    } else if (film.isOver()) {
      const { trouble: why } = film.end;
      pause();
      if (why) trouble(why);
    }
  }

  /** A state that a person changed is waited for: the film goes on from there. */
  function ask(now) {
    if (events.unsettled()) return;
    const message = film.wanted(pace ? Number(speed.value) : stepsFor(Number(speed.value)), now);
    if (message && !events.port.ask(message, true)) events.then.late(true);
  }

  function stepsFor(aSecond) {
    film.picture = Math.max(film.picture, 1000 / aSecond);
    return Math.max(1, Math.round((aSecond * film.picture) / 1000));
  }

  function place(at, most) {
    reached = most;
    put(line, "max", Math.max(1, reached));
    if (document.activeElement !== line || !events.awaits(undefined)) line.value = at;
    read(at);
  }

  function read(at) {
    put(line, "aria-valuetext", where(at));
  }

  /** A whole state came: what a person did, or what another view or a cell did. */
  function answered(reply) {
    if (reply.type === "error") return stop();
    if (reply.version !== film.version) film.begin(reply.version, reply.at);
    if (!film.running) place(reply.at, reply.reached);
    if (reply.ended) stop();
  }

  const take = (reply, mine) => film.take(reply, mine, performance.now());
  const lost = ({ type }) => type === "frames" && film.lose();
  return { element, line, pause, stop, answered, take, lost, toggle: () => (playing ? pause() : start()) };
}
