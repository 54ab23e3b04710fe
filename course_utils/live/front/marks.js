// Marks as the `d` of a path: lines through points given in fractions of a box, and signs at places.

const CORNERS = {
  triangle: [[0, -1.1], [1, 0.8], [-1, 0.8]],
  diamond: [[0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0]],
  square: [[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]],
  down: [[-1, -0.9], [1, -0.9], [0, 1]],
};
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

/** A sign of some radius at a place in pixels. */
export function markOf(mark, [x, y], radius) {
  if (mark === "circle") return `M${short(x - radius)} ${short(y)}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0Z`;
  if (mark === "cross") return `M${short(x - radius)} ${short(y - radius)}l${2 * radius} ${2 * radius}M${short(x + radius)} ${short(y - radius)}l${-2 * radius} ${2 * radius}`;
  return `M${CORNERS[mark].map(([across, down]) => `${short(x + across * radius)} ${short(y + down * radius)}`).join("L")}Z`;
}

/** The same sign at each of some points. */
export function marksOf(points, [left, top, width, height], mark, radius) {
  let d = "";
  for (let place = 0; place < points.length; place += 2) {
    if (!Number.isNaN(points[place])) d += markOf(mark, [left + points[place] * width, top + (1 - points[place + 1]) * height], radius);
  }
  return d;
}

/** A head that points along a direction, its tip a little further on. */
export function arrowOf([x, y], [across, down], radius) {
  const length = Math.hypot(across, down) || 1;
  const [u, v] = [across / length, down / length];
  const corner = (along, aside) => `${short(x + radius * (along * u - aside * v))} ${short(y + radius * (along * v + aside * u))}`;
  return `M${corner(1, 0)}L${corner(-0.8, 0.9)}L${corner(-0.8, -0.9)}Z`;
}

/** A box as the attributes of a rectangle. */
export const rectOf = ([x, y, width, height]) => ({ x, y, width, height });
