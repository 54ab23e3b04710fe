// Where lines run: from the rim of one node to the rim of another, straight or bent aside.

/** The path of an edge; bend is how far its middle stands aside, in the diagram's units. */
export function edgePath(from, to, bend) {
  const middle = control(from, to, bend);
  const start = rim(from, middle);
  const end = rim(to, middle);
  return bend ? `M${start.x} ${start.y} Q${middle.x} ${middle.y} ${end.x} ${end.y}` : `M${start.x} ${start.y} L${end.x} ${end.y}`;
}

/** The point at a fraction `at` of the way from centre to centre. */
export function pointOn(from, to, at, bend) {
  const middle = control(from, to, bend);
  const one = between(from, middle, at);
  const other = between(middle, to, at);
  return rounded(between(one, other, at));
}

/** From where to where a note reaches: room for its text and a number of six signs. */
export function noteSpan(note, character) {
  const wide = (note.text.length + 7) * character;
  const left = note.x - { start: 0, middle: wide / 2, end: wide }[note.anchor];
  return { left, right: left + wide };
}

/** Whether two notes, in text of this height, would lie over each other. */
export function overlap(one, other, height) {
  const [here, there] = [noteSpan(one, height / 2), noteSpan(other, height / 2)];
  return Math.abs(one.y - other.y) < height && here.left < there.right && there.left < here.right;
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
