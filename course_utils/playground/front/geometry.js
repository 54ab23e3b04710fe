// Where everything stands on the stage, in CSS pixels from its upper left corner; `em` is the size of its text,
// `fontSize` that of what is written on the canvas.
// Inputs on the left, hidden layers, on the right the large map of the answer and the risks below it. Where the heads of
// the layers would lie on each other, on a phone, everything stands in rows, the answer below the last layer.

const HEAD = 3.4; // em above the neurons: the names of the layers, and + and −
const FOOT = 1.7; // em below them: the picked weight
const LARGEST = 3.5; // em: the side of a neuron's map
const LEGEND = 8.2; // font sizes that the legend of the risks takes
const APART = 4.4; // em: the width of a head
const ROW = 5; // em from one layer to the next, where they stand in rows

/** `beside`: pixels that the numbers at the right of the large map take; `low`: no row fits below another. */
export function placesOf({ sizes, inputs }, width, height, em, fontSize, beside, low) {
  const side = Math.max(6 * em, Math.min(height - 9.5 * em, 0.34 * width));
  const left = width - side - Math.max(2.6 * em, beside);
  const map = { left, top: 1.6 * em, side };
  const curves = { left: left - 1.2 * em, top: height - 4.2 * em - 1.6 * fontSize, width: width - left + 1.2 * em - LEGEND * fontSize, height: 4.2 * em };
  const counts = [inputs.length, ...sizes.slice(1, -1)];
  const first = 3.9 * em;
  const room = height - (HEAD + FOOT) * em;
  const pitch = Math.min(room / Math.max(...counts), 4.6 * em);
  const panel = Math.min(LARGEST * em, pitch - Math.min(0.5 * em, 0.2 * pitch));
  const step = (left - 3.2 * em - panel - first) / Math.max(counts.length - 1, 2.2);
  if (step < APART * em && !low) return rowsOf(counts, width, em, fontSize, beside);
  const across = (layer) => first + step * layer;
  const middle = HEAD * em + room / 2;
  const columns = counts.map((count, layer) =>
    Array.from({ length: count }, (_, place) => ({
      left: across(layer),
      top: middle + pitch * (place - (count - 1) / 2) - panel / 2,
      side: panel,
    })),
  );
  const heads = columns.slice(1).map(([{ left, side }]) => ({ left: left + side / 2, top: 0 }));
  return { map, curves, columns, heads, rows: false, em, fontSize, width, height };
}

/** The same in rows: they take the width, and as much height as they need. */
function rowsOf(counts, width, em, fontSize, beside) {
  const columns = counts.map((count, layer) => {
    const start = layer ? (APART + 0.4) * em : 0; // the inputs have their names above them, a layer its head at the left
    const pitch = Math.min((width - start) / count, 4.6 * em);
    const side = Math.min(2.6 * em, pitch - Math.min(0.4 * em, 0.2 * pitch));
    const from = start + (width - start - pitch * count) / 2 + (pitch - side) / 2;
    const top = (3.4 + ROW * layer + 1.3) * em - side / 2;
    return Array.from({ length: count }, (_, place) => ({ left: from + pitch * place, top, side }));
  });
  const heads = counts.slice(1).map((_, layer) => ({ left: (APART / 2) * em, top: (3.1 + ROW * (layer + 1)) * em }));
  const side = Math.min(0.62 * width, 17 * em);
  const map = { left: width - beside - side, top: (3.6 + ROW * counts.length) * em, side };
  const curves = { left: 2 * em, top: map.top + side + 3 * em, width: width - 2 * em - LEGEND * fontSize, height: 4.2 * em };
  return { map, curves, columns, heads, rows: true, em, fontSize, width, height: curves.top + 7.6 * em };
}

/** The weights: name, place in theta, and the ends of their edges, in the order of theta. */
export function edgesOf({ parameters, inputs }, { columns, map, rows }) {
  const used = columns[0].filter((_, place) => inputs[place][1]);
  const layers = [used, ...columns.slice(1), [map]];
  const out = ({ left, top, side }) => (rows ? [left + side / 2, top + side] : [left + side, top + side / 2]);
  const into = ({ left, top, side }) => (rows ? [left + side / 2, top] : [left, top + side / 2]);
  return parameters.flatMap((name, place) => {
    if (name[0] !== "w") return [];
    const [layer, to, from] = name.slice(1).split(".").map(Number);
    const start = layers[layer - 1][from - 1];
    const end = layers[layer][to - 1];
    return [{ name, place, from: out(start), to: into(end) }];
  });
}

/** The edge next to a point, and how far away it is. */
export function nearestEdge(edges, [x, y]) {
  let best = { edge: null, far: Infinity };
  for (const edge of edges) {
    const [dx, dy] = [edge.to[0] - edge.from[0], edge.to[1] - edge.from[1]];
    const along = ((x - edge.from[0]) * dx + (y - edge.from[1]) * dy) / (dx * dx + dy * dy);
    const share = Math.min(Math.max(along, 0.05), 0.95);
    const far = Math.hypot(edge.from[0] + share * dx - x, edge.from[1] + share * dy - y);
    if (far < best.far) best = { edge, far };
  }
  return best;
}
