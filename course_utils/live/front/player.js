// Playing: the browser asks for the next picture when it has the last one. Pause stops asking, at once.

import { playControlsOf } from "./controls.js";

const USUAL = 80; // milliseconds between two pictures, at least
const CALM = 1000; // the same for those who asked for less motion

export function playerOf(events) {
  const { element, label, speed } = playControlsOf(() => (playing ? stop() : start()), () => step(1));
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  let playing = false;
  let timer = 0;
  let asked = 0;

  function start() {
    playing = true;
    label(playing);
    next();
  }

  function stop() {
    playing = false;
    clearTimeout(timer);
    label(playing);
  }

  function step(count) {
    events.put({ type: "step", count });
  }

  /** The next picture, unless the last is still on its way: its reply comes back here. */
  function next() {
    if (!playing || events.busy()) return;
    asked = performance.now();
    step(Math.max(1, Math.round((speed() * pause()) / 1000)));
  }

  function pause() {
    return Math.max(calm.matches ? CALM : USUAL, 1000 / speed());
  }

  function answered({ type, ended }) {
    clearTimeout(timer);
    if (type === "error" || ended) stop();
    else if (playing) timer = setTimeout(next, Math.max(0, asked + pause() - performance.now()));
  }
  return { element, stop, answered };
}
