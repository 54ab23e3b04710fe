// Marks as the `d` of a path: lines through points given in fractions of a box, and markers at places.

const CORNERS = {
  triangle: [[0, -1.1], [1, 0.8], [-1, 0.8]],
  diamond: [[0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0]],
  square: [[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]],
  down: [[-1, -0.9], [1, -0.9], [0, 1]],
};
const [LOW, HIGH] = [-0.1, 1.1]; // of a box: how far a line is drawn that leaves it
const short = (value) => Math.round(10 * value) / 10;

/** Through points, pairs of fractions from the left and the lower edge; a gap where one is not a number. */
export function lineOf(points, [left, top, width, height]) {
  let d = "";
  let pen = "M";
  for (let place = 0; place < points.length; place += 2) {
    if (Number.isNaN(points[place] + points[place + 1])) {
      pen = "M";
      continue;
    }
    d += `${pen}${short(left + points[place] * width)} ${short(top + (1 - points[place + 1]) * height)}`;
    pen = "L";
  }
  return d;
}

/** The same without what is out of sight: a walk that diverges has dashes by the million there, and each picture would take
 *  half a second to paint. */
export function strokeOf(points, [left, top, width, height]) {
  const place = (x, y) => `${short(left + x * width)} ${short(top + (1 - y) * height)}`;
  let d = "";
  let whole = false; // the line reaches to where the next piece begins
  for (let at = 0; at + 3 < points.length; at += 2) {
    const [x, y, across, up] = [points[at], points[at + 1], points[at + 2] - points[at], points[at + 3] - points[at + 1]];
    const [from, to] = inSight(x, y, across, up);
    if (from < to) d += `${whole && from === 0 ? "" : `M${place(x + from * across, y + from * up)}`}L${place(x + to * across, y + to * up)}`;
    whole = from < to && to === 1;
  }
  return d;
}

/** The shares of the way along a piece at which it comes into sight and leaves; the second is not larger where it never does. */
function inSight(x, y, across, up) {
  const ends = [[x, across], [y, up]].map(([start, length]) => [(LOW - start) / length, (HIGH - start) / length]);
  return [Math.max(0, ...ends.map((pair) => Math.min(...pair))), Math.min(1, ...ends.map((pair) => Math.max(...pair)))];
}

/** A marker of some radius at a place in pixels. */
export function markOf(mark, [x, y], radius) {
  if (mark === "circle") return `M${short(x - radius)} ${short(y)}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0Z`;
  if (mark === "cross") return `M${short(x - radius)} ${short(y - radius)}l${2 * radius} ${2 * radius}M${short(x + radius)} ${short(y - radius)}l${-2 * radius} ${2 * radius}`;
  return `M${CORNERS[mark].map(([across, down]) => `${short(x + across * radius)} ${short(y + down * radius)}`).join("L")}Z`;
}

/** The same marker at each of some points. */
export function marksOf(points, [left, top, width, height], mark, radius) {
  let d = "";
  for (let place = 0; place < points.length; place += 2) {
    if (!Number.isNaN(points[place])) d += markOf(mark, [left + points[place] * width, top + (1 - points[place + 1]) * height], radius);
  }
  return d;
}

/** An arrowhead that points along a direction, its tip a little further on. */
export function arrowOf([x, y], [across, down], radius) {
  const length = Math.hypot(across, down) || 1;
  const [u, v] = [across / length, down / length];
  const corner = (along, aside) => `${short(x + radius * (along * u - aside * v))} ${short(y + radius * (along * v + aside * u))}`;
  return `M${corner(1, 0)}L${corner(-0.8, 0.9)}L${corner(-0.8, -0.9)}Z`;
}

/** A box as the attributes of a rectangle. */
export const rectOf = ([x, y, width, height]) => ({ x, y, width, height });
