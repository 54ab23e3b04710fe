// Playing: the browser asks for the next picture when it has the last one. Pause stops asking, at once. A figure with
// a pace of its own says how many steps go into a picture; pictures then follow each other as fast as they come.

import { playControlsOf } from "./controls.js";

const USUAL = 80; // milliseconds between two pictures, at least
const QUICK = 30; // the same for a figure with a pace of its own
const CALM = 1000; // the same for those who asked for less motion

export function playerOf(events, pace) {
  const { element, label, speed } = playControlsOf(pace, () => (playing ? stop() : start()), () => step(1));
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
    step(pace ? speed() : Math.max(1, Math.round((speed() * pause()) / 1000)));
  }

  function pause() {
    const least = calm.matches ? CALM : pace ? QUICK : USUAL;
    return pace ? least : Math.max(least, 1000 / speed());
  }

  function answered({ type, ended }) {
    clearTimeout(timer);
    if (type === "error" || ended) stop();
    else if (playing) timer = setTimeout(next, Math.max(0, asked + pause() - performance.now()));
  }
  return { element, stop, answered };
}
