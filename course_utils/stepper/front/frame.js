// Drawing at once, but not more than once a frame: what changes meanwhile is drawn with the next one.

export function oncePerFrame(draw) {
  let frame = 0;
  let due = false;

  function ask() {
    due = frame !== 0;
    if (due) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      if (due) ask();
    });
    draw();
  }

  /** Draw now what waits for the next frame, before somebody acts on it. */
  function flush() {
    if (due) draw();
    due = false;
  }
  return { ask, flush, stop: () => cancelAnimationFrame(frame) };
}
