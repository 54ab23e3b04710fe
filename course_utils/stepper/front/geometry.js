// Where lines run: from the rim of one node to the rim of another, straight or bent aside.

const RIM = 6; // between a number and the inside of its circle's line
const FIGURE = 0.64;
const SIGNS = {
  ".": 0.32, ",": 0.32, " ": 0.32, "/": 0.34, "−": 0.84, "×": 0.84, w: 0.82, ...Object.fromEntries([..."⁻⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"].map((sign) => [sign, 0.45])),
};

/** The path of an edge; bend is how far its middle stands aside, in the diagram's units. */
export function edgePath(from, to, bend) {
  const middle = control(from, to, bend);
  const start = rim(from, middle);
  const end = rim(to, middle);
  return bend ? `M${start.x} ${start.y} Q${middle.x} ${middle.y} ${end.x} ${end.y}` : `M${start.x} ${start.y} L${end.x} ${end.y}`;
}

/** The outline of a circle, or of a box with round corners, half as wide as `half` and half as high as `r`. */
export function shapePath(half, r, corner) {
  const [right, low] = [half - corner, r - corner];
  const turn = (x, y) => `A${corner} ${corner} 0 0 1 ${x} ${y}`;
  return `M${half} 0V${low}${turn(right, r)}H${-right}${turn(-half, low)}V${-low}${turn(-right, -r)}H${right}${turn(half, -low)}Z`;
}

/** The point at a fraction `at` of the way from centre to centre. */
export function pointOn(from, to, at, bend) {
  const middle = control(from, to, bend);
  const one = between(from, middle, at);
  const other = between(middle, to, at);
  return rounded(between(one, other, at));
}

/** From where to where a note reaches: room for its text and a number of six characters. */
export function noteSpan(note, character) {
  const wide = (note.text.length + 7) * character;
  const left = note.x - { start: 0, middle: wide / 2, end: wide }[note.anchor];
  return { left, right: left + wide };
}

/** Where a diagram begins and ends, notes included: [left, right]; `character` as in `noteSpan`. */
export function extentOf({ width, notes }, character) {
  const spans = notes.map((note) => noteSpan(note, character));
  return [Math.min(0, ...spans.map(({ left }) => left)), Math.max(width, ...spans.map(({ right }) => right))];
}

/** The same diagram, `by` times as high; a note keeps its distance from the node beside which it stands. */
export function stretched(diagram, by) {
  const { nodes, notes, height } = diagram;
  const [first, last] = [Math.min, Math.max].map((end) => end(...nodes.map(({ y }) => y)));
  const ends = height - (last - first); // above the first node and below the last one it leaves as much room as before
  const more = last > first ? (height * by - ends) / (last - first) : 1;
  const lower = (y) => Math.round(first + (y - first) * more);
  const moved = (note) => {
    const beside = nodes.reduce((best, node) => (distance(node, note) < distance(best, note) ? node : best));
    return { ...note, y: note.y + lower(beside.y) - beside.y };
  };
  return {
    ...diagram,
    height: lower(last) - first + ends,
    nodes: nodes.map((node) => ({ ...node, y: lower(node.y) })),
    notes: notes.map(moved),
    moved,
  };
}

/** How wide a value may be that stands in a circle of radius r with its feet at y below the middle. */
export function room(r, y) {
  return 2 * Math.sqrt(Math.max(r * r - y * y, 0)) - 2 * RIM;
}

/** How wide a text is, in a font of size 1 with wide figures such as DejaVu Sans. */
export function widthOf(text) {
  return [...text].reduce((sum, sign) => sum + (SIGNS[sign] ?? FIGURE), 0) || FIGURE;
}

/** Whether two notes, in text of this height, would lie over each other. */
export function overlap(one, other, height) {
  const [here, there] = [noteSpan(one, height / 2), noteSpan(other, height / 2)];
  return Math.abs(one.y - other.y) < height && here.left < there.right && there.left < here.right;
}

function distance(node, note) {
  return Math.hypot(node.x - note.x, node.y - note.y);
}

function control(from, to, bend) {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const aside = (2 * bend) / length;
  return {
    x: (from.x + to.x) / 2 - aside * (to.y - from.y),
    y: (from.y + to.y) / 2 + aside * (to.x - from.x),
  };
}

function rim(node, toward) {
  const length = Math.hypot(toward.x - node.x, toward.y - node.y) || 1;
  return rounded(between(node, toward, node.r / length));
}

function between(one, other, at) {
  return { x: one.x + at * (other.x - one.x), y: one.y + at * (other.y - one.y) };
}

function rounded({ x, y }) {
  return { x: Math.round(10 * x) / 10, y: Math.round(10 * y) / 10 };
}
