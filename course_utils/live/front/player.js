// Playing: the browser asks for the next frame when it has the last one. Pause stops asking, at once. A figure with
// a pace of its own says how many steps go into a picture; pictures then follow each other as fast as they come.

import { make, setText } from "./dom.js";

const SPEEDS = [2, 10, 50, 250]; // steps a second
const FRAME = 80; // milliseconds between two pictures, at least
const QUICK = 30; // the same for a figure with a pace of its own
const CALM = 1000; // the same for those who asked for less motion

export function playerOf(events, pace) {
  const play = make("button", { type: "button", class: "course-play", onclick: () => (playing ? stop() : start()) });
  const one = make("button", { type: "button", onclick: () => step(1) }, pace?.one ?? "step");
  const words = pace?.words ?? SPEEDS.map((speed) => `${speed} steps a second`);
  const options = words.map((text, place) => make("option", { value: (pace?.counts ?? SPEEDS)[place] }, text));
  const speed = make("select", { "aria-label": "speed" }, ...options);
  const element = make("div", { class: "course-player", role: "group", "aria-label": "play" }, play, one, speed);
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  let playing = false;
  let timer = 0;
  let asked = 0;
  speed.selectedIndex = 1;
  label();

  function label() {
    setText(play, playing ? "pause" : "play");
  }

  function start() {
    playing = true;
    label();
    next();
  }

  function stop() {
    playing = false;
    clearTimeout(timer);
    label();
  }

  function step(count) {
    events.put({ type: "step", count });
  }

  /** The next picture, unless the last is still on its way: its reply comes back here. */
  function next() {
    if (!playing || events.busy()) return;
    asked = performance.now();
    step(pace ? Number(speed.value) : Math.max(1, Math.round((Number(speed.value) * pause()) / 1000)));
  }

  function pause() {
    const least = calm.matches ? CALM : pace ? QUICK : FRAME;
    return pace ? least : Math.max(least, 1000 / Number(speed.value));
  }

  function answered({ type, ended }) {
    clearTimeout(timer);
    if (type === "error" || ended) stop();
    else if (playing) timer = setTimeout(next, Math.max(0, asked + pause() - performance.now()));
  }
  return { element, stop, answered };
}
