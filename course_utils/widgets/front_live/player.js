// Playing: the browser asks for the next frame when it has the last one. Pause stops asking, at once.

import { make, say } from "../front/dom.js";

const SPEEDS = [2, 10, 50, 250]; // steps a second
const FRAME = 80; // milliseconds between two pictures, at least
const CALM = 1000; // the same for those who asked for less motion

export function playerOf(events) {
  const play = make("button", { type: "button", class: "play", onclick: () => (playing ? stop() : start()) });
  const one = make("button", { type: "button", onclick: () => step(1) }, "step");
  const options = SPEEDS.map((speed) => make("option", { value: speed }, `${speed} steps a second`));
  const speed = make("select", { "aria-label": "speed" }, ...options);
  const element = make("div", { class: "player", role: "group", "aria-label": "play" }, play, one, speed);
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  let playing = false;
  let timer = 0;
  let asked = 0;
  speed.value = SPEEDS[1];
  label();

  function label() {
    say(play, playing ? "pause" : "play");
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
    step(Math.max(1, Math.round((Number(speed.value) * pause()) / 1000)));
  }

  function pause() {
    return Math.max(calm.matches ? CALM : FRAME, 1000 / Number(speed.value));
  }

  function answered({ type, ended }) {
    clearTimeout(timer);
    if (type === "error" || ended) stop();
    else if (playing) timer = setTimeout(next, Math.max(0, asked + pause() - performance.now()));
  }
  return { element, stop, answered };
}
