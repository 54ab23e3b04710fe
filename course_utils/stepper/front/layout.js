// The layout of a diagram on a projector: no text below 24 px, nothing cut off, nothing on top of anything else.
//
// A picture stays as it is laid out where that is large enough. Else the first arrangement that fits is taken: beside the
// card or above it, with circles, with boxes of two lines or with boxes of one, with numbers of four digits or of three.
// Where none fits, beyond the sizes that the docstring of `walkthrough` names, the one with the largest text is.

import { BOLD, CHARACTER, TEXT, wideText } from "./boxes.js";
import { extentOf, room, stretched, widthOf } from "./geometry.js";
import { labelled } from "./labels.js";
import { short } from "./numbers.js";

const SMALLEST = 24 / TEXT; // pixels to a unit, so that text has 24
const LARGEST = 1; // beyond that, room goes between the parts
const BORDER = 8; // around the picture
const ABOVE = 34; // a bias or a gradient above the first neuron, or below the last one
const ASIDE = 16; // from an output to what stands beside it
const SHAPES = {
  circle: { half: 56, lines: 2, above: 44, least: 56, corner: 56 },
  box: { half: 33, lines: 2, above: 36, least: 40, corner: 16 },
  line: { half: 19, lines: 1, above: 34, least: 40, corner: 14 },
};
const FORMS = [
  ["side", "circle"], ["wide", "circle"], ["side", "box"], ["wide", "box"], ["below", "circle"], ["below", "box"], ["wide", "line"], ["below", "line"],
];
const ORDER = [[4, 3], [2]].flatMap((counts) => FORMS.flatMap(([where, shape]) => counts.map((digits) => ({ where, shape, digits }))));

/** The layout of a trace: { where: "side", "wide" or "below", diagram, digits, box, height }. places: of each, { width, height } in pixels. */
export function projectorLayout(trace, rows, places) {
  if (trace.kind !== "network") {
    const circuits = ["side", "wide"].map((where) => ({ ...drawn(trace, places[where]), where }));
    return circuits.find(({ scale }) => scale >= SMALLEST) ?? largest(circuits);
  }
  const widest = widestOf(rows);
  const asDrawn = growing(drawn(trace, places.side), widest);
  if (asDrawn.scale >= SMALLEST && holds(asDrawn, widest)) return asDrawn;
  const tried = ORDER.map((choice) => arranged(trace, widest, places[choice.where], choice));
  const large = tried.filter(({ scale }) => scale >= SMALLEST);
  const [full, named] = [large.find(({ clear }) => clear === "numbers"), large.find(({ clear }) => clear === "names")];
  return full ?? named ?? largest(large.length > 0 ? large : tried);
}

/** The arrangement with the largest text; of equals those before the others in which labels have their numbers. */
function largest(tried) {
  return tried.reduce((best, one) => (one.scale > best.scale * 1.001 ? one : best));
}

/** As it is laid out, drawn higher where there is room; `scale` is the pixels to a unit. */
function drawn(trace, place) {
  const [left, right] = extentOf(trace.diagram, TEXT * CHARACTER);
  const width = right - left;
  const high = (place.height * width) / (place.width * trace.diagram.height);
  const diagram = stretched(trace.diagram, Math.min(Math.max(high, 1), 2));
  const scale = Math.min(place.width / width, place.height / diagram.height);
  return { where: "side", width, diagram, smallest: 24 / scale, scale };
}

/** A network so drawn, whose circles may grow, and whose numbers have the room between them. */
function growing({ diagram, ...picture }, widest) {
  const nodes = diagram.nodes.map((node) => ({ ...node, most: node.r + 14 }));
  const half = (id) => {
    const node = nodes.find((one) => one.id === id);
    return Math.min(Math.max(node.r, node.r + (widest(node, 3) * TEXT - room(node.r, TEXT * 0.62)) / 2), node.most);
  };
  const [one, other] = columnsOf(nodes);
  const edges = diagram.edges.map((edge) => ({ ...edge, room: other[0].x - one[0].x - half(edge.from) - half(edge.to) }));
  return { ...picture, diagram: { ...diagram, nodes, edges, notes: withRoom(diagram.notes, nodes) }, digits: 4 };
}

/** Whether numbers of three digits in circles, and of two on edges, have their places in a picture as it is laid out. */
function holds({ diagram, width }, widest) {
  const fits = diagram.nodes.every((node) => node.r >= 42 && widest(node, 3) * TEXT <= 2 * (node.most - 9));
  const notes = diagram.notes.every((note) => note.anchor !== "start" || note.x + wideText(`${note.text} `) * TEXT + widest(note, 4) * TEXT <= width);
  return fits && notes && diagram.edges.every((edge) => edge.quiet || widest(edge, 2) * TEXT * BOLD <= edge.room);
}

function arranged(trace, widest, place, { where, shape, digits }) {
  const form = SHAPES[shape];
  const columns = columnsOf(trace.diagram.nodes);
  const steps = trace.steps.flatMap((step) => step.notes).map(brief);
  const halves = columns.map((nodes) => Math.max(form.least, ...nodes.map((node) => halfOf(node, widest(node, digits), form))));
  const aside = ASIDE + besideWidth([...trace.diagram.notes, ...steps], widest, digits);
  const gaps = columns.slice(1).map((nodes, column) => gapOf(trace, columns[column], nodes, halves[column + 1], steps, widest, digits));
  const tallest = Math.max(...columns.map((nodes) => nodes.length));
  const outputs = columns.at(-1).length;
  const row = 2 * form.half + (tallest === 1 ? 0 : form.above);
  const least = {
    width: 2 * BORDER + sum(halves.map((half) => 2 * half)) + sum(gaps) + aside,
    height: Math.max(row * (tallest - 1) + 2 * form.half, outputs > 1 || tallest > 1 ? 0 : 116) + 2 * ABOVE,
  };
  const scale = Math.min(place.width / least.width, place.height / least.height);
  const use = Math.min(scale, LARGEST);
  const box = { width: place.width / use, height: Math.min(place.height / use, least.height * (where === "below" ? 1.3 : 2)) };
  const wider = Math.min((box.width - least.width) / gaps.length, 150);
  const higher = tallest > 1 ? Math.min((box.height - least.height) / (tallest - 1), 220) : 0;
  const across = spread(halves, gaps.map((gap) => gap + wider), (box.width - least.width - wider * gaps.length) / 2 + BORDER);
  const nodes = columns.flatMap((column, number) => column.map((node, place) => ({
    ...node,
    x: across[number],
    y: Math.round(box.height / 2 + (row + higher) * (place - (column.length - 1) / 2)),
    r: form.half, most: halves[number], corner: form.corner, lines: form.lines, fixed: shape !== "circle",
  })));
  const moved = mover(trace.diagram.nodes, nodes);
  const notes = withRoom(trace.diagram.notes.map(moved), nodes);
  const moments = steps.map(moved);
  const diagram = { ...trace.diagram, ...box, nodes, notes, moved: (note) => moved(brief(note)) };
  const widestText = (part) => widest(part, digits);
  const { edges, clear } = labelled(diagram, [...notes, ...moments], widestText);
  return { where, diagram: { ...diagram, edges }, digits, box, scale, smallest: TEXT, clear, height: box.height * use };
}

/** Half the width of a neuron's shape that holds its name and its widest number. */
function halfOf(node, wide, form) {
  const name = wideText(node.label) * BOLD;
  if (form.lines === 1) return Math.ceil(((name + 0.4 + wide) * TEXT) / 2 + 12);
  return Math.ceil((Math.max(name, wide) * TEXT) / 2 + 10);
}

/** The least gap between two columns: it holds a weight's name, and the gradient above a neuron that stands between two others. */
function gapOf(trace, before, after, half, steps, widest, digits) {
  const here = new Set(after.map(({ id }) => id));
  const edges = trace.diagram.edges.filter((edge) => here.has(edge.to));
  const wide = (edge) => Math.max(wideText(edge.label), edge.quiet ? 0 : widest(edge, digits));
  const label = Math.max(...edges.map(wide)) * TEXT * BOLD + 18;
  const above = steps.filter(({ anchor }) => anchor === "middle").map((note) => wideText(`${note.text} `) + widest(note, digits));
  const gradient = after.length !== before.length ? (Math.max(0, ...above) * TEXT * BOLD) / 2 + 4 - half : 0;
  return Math.ceil(Math.max(label, gradient));
}

/** A gradient beside its own neuron does without the name of that: ∂L/∂out h₁ is ∂L/∂out there. */
function brief(note) {
  return { ...note, text: note.text.replace(/(\/∂(?:out|in)) \S+(, \S+)?$/, "$1$2") };
}

/** How wide what stands beside an output is: target, loss, and the gradient with its number below. */
function besideWidth(notes, widest, digits) {
  const wide = notes.filter(({ anchor }) => anchor === "start").map((note) => {
    const [text, number] = [wideText(`${note.text} `), widest(note, digits)];
    return note.role === "backward" ? Math.max(text, number) * BOLD : text + number;
  });
  return Math.ceil(Math.max(...wide, 0) * TEXT + BORDER);
}

/** A function (part, digits) → the width of its widest number on the rows held, in a font of size 1. */
function widestOf(rows) {
  const held = [...rows.held.values()];
  const known = new Map();
  const wide = (quantity, digits) => {
    const key = `${quantity} ${digits}`;
    if (!known.has(key)) known.set(key, Math.max(0, ...held.map((row) => widthOf(short(row[quantity], digits)))));
    return known.get(key);
  };
  return (part, digits) => Math.max(0, ...part.value.map((quantity) => wide(quantity, digits)));
}

function columnsOf(nodes) {
  const columns = new Map();
  for (const node of nodes) columns.set(node.x, [...(columns.get(node.x) ?? []), node]);
  return [...columns.keys()].sort((one, other) => one - other).map((x) => columns.get(x));
}

/** The middles of columns of these half widths, with these gaps between. */
function spread(halves, gaps, start) {
  let left = start;
  return halves.map((half, column) => {
    const middle = left + half;
    left = middle + half + (gaps[column] ?? 0);
    return Math.round(middle);
  });
}

/** Notes go with the node beside which they stand: right of it, above or below. */
function mover(before, after) {
  return (note) => {
    const far = (node) => Math.hypot(node.x - note.x, node.y - note.y);
    const place = before.reduce((best, node, number) => (far(node) < far(before[best]) ? number : best), 0);
    const [old, node] = [before[place], after[place]];
    if (note.anchor === "start") return { ...note, x: node.x + node.most + ASIDE, y: node.y + note.y - old.y };
    const column = after.filter(({ x }) => x === node.x);
    const low = note.role === "backward" && node.y > sum(column.map(({ y }) => y)) / column.length + 1;
    const away = low ? old.r + 26 : note.y - old.y; // outside, where no edge runs
    return { ...note, x: node.x, y: node.y + away + Math.sign(away) * (node.r - old.r) };
  };
}

/** A bias may be so wide that it does not reach what stands beside its neuron. */
function withRoom(notes, nodes) {
  const wide = new Map(nodes.map((node) => [node.id, 2 * ((node.fixed ? node.most : node.r) + ASIDE) - 6]));
  return notes.map((note) => (note.anchor === "middle" ? { ...note, room: wide.get(note.about.of) } : note));
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
