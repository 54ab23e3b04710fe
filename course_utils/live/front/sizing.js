// Sizing: how large the picture is, and whether the controls are below or beside it. A figure and all its controls are
// visible at once in the window: the picture shrinks before anything is pushed out of sight. On a projector it fills what
// the controls and the words leave: nobody in the lecture hall can scroll.

const KEPT = 124; // pixels of a window's height that JupyterLab has for itself
const LEAST = 480; // a figure is made to fit into at least this height; in a lower window a part of it is scrolled away
const SMALLEST = 0.45; // of its usual size: a picture that is no wider than a phone has the whole width, and the page scrolls
const COLUMNS = [17.5, 23]; // em that controls beside the picture take, with the gap before them
const SLACK = 5; // pixels that borders and rounding may take
const WORDS = 5; // lines that the words below the picture may have, edges included, without pushing anything

/** rows: what stands in the whole width, the words last. on() tells whether this is a projector; changed(size) gets
 *  what that leaves for the picture, [width, height], or null. */
export function sizingOf(root, picture, side, rows, layout, on, changed) {
  const words = rows.at(-1);
  const watch = new ResizeObserver(() => measures() !== known && fit());
  const wordsWatch = new ResizeObserver(() => on() && grow());
  let way = null; // how the figure is laid out
  let known = ""; // what that followed from

  /** Lay the figure out in the way that leaves most for the picture. Where that makes no difference, the controls stand
   *  below it, or beside it on a projector, whose large text needs height. */
  function fit() {
    if (!root.parentElement?.clientWidth) return; // in a hidden tab
    words.style.minHeight = "";
    const below = tried("below", 0);
    const beside = COLUMNS.map((column) => tried("beside", column)).reduce((one, other) => (other.scale > one.scale ? other : one));
    settle(beside.scale > (on() ? 0.98 : 1.02) * below.scale ? beside : below);
  }

  /** The picture gives room to words that have become longer. Then they keep it, and the controls stay where they are:
   *  one of them may be in use. */
  function grow() {
    const same = tried(way.controls, way.column);
    if (same.scale) settle(same);
    else fit();
  }

  function settle(best) {
    way = best;
    place(best.controls, best.width);
    picture.style.height = on() && layout.fits ? `${best.height}px` : "";
    words.style.minHeight = on() ? `${words.offsetHeight}px` : "";
    known = measures();
    changed(on() && layout.fits ? [best.width, best.height] : null);
  }

  /** The space there is, and what takes it; the figure's own height follows from these, and is no reason to lay it out again. */
  function measures() {
    const heights = [side, ...rows.slice(0, -1)].map((part) => part.offsetHeight);
    return [root.parentElement?.clientWidth, ...heights, Math.max(words.offsetHeight, WORDS * fontSize())].join(" ");
  }

  const fontSize = () => parseFloat(getComputedStyle(root).fontSize);

  /** The largest picture with the controls at a place, and its scale: 0 where the controls do not fit. */
  function tried(controls, column) {
    const most = on() ? Infinity : 1;
    root.dataset.controls = controls;
    const style = getComputedStyle(root);
    const size = (name) => parseFloat(style.getPropertyValue(name));
    const em = size("font-size");
    const edges = size("padding-left") + size("padding-right") + 2 * size("border-left-width");
    const across = (on() ? window.innerWidth : root.parentElement.clientWidth) - edges - em * column;
    place(controls, Math.min(across, most * layout.width));
    const high = on() ? window.innerHeight : Math.max(window.innerHeight - KEPT, LEAST);
    const heights = rows.map((row) => row.offsetHeight);
    const said = heights.pop();
    const rest = heights.reduce((all, height) => all + height, on() ? said : Math.max(said, WORDS * em));
    const height = high - size("padding-top") - size("padding-bottom") - rest - SLACK - (controls === "below" ? side.offsetHeight : 0);
    const least = on() || controls === "beside" ? 0 : SMALLEST;
    const scale = Math.min(across / layout.width, Math.max(height / layout.height, least), most);
    const whole = on() && layout.fits ? [across, height] : [scale * layout.width, scale * layout.height];
    const [wide, tall] = whole.map((length) => Math.max(Math.floor(length), 1));
    place(controls, wide);
    const fits = controls === "below" || (side.offsetHeight <= height && (!on() || wide >= layout.least));
    return { controls, column, scale: fits ? scale : 0, width: wide, height: tall };
  }

  function place(controls, width) {
    root.dataset.controls = controls;
    [root, picture, ...rows.slice(0, -1)].forEach((part) => part.style.setProperty("--shown", `${width}px`));
  }

  root.style.setProperty("--width", `${layout.width}px`);
  place("below", layout.width);
  window.addEventListener("resize", fit);
  return {
    fit,
    open() {
      watch.observe(root.parentElement);
      wordsWatch.observe(words);
    },
    close() {
      watch.disconnect();
      wordsWatch.disconnect();
      window.removeEventListener("resize", fit);
    },
  };
}
