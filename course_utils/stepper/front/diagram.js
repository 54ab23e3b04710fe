// The diagram: nodes with their values, edges with their weights, notes beside them. What acts in this
// step is lit in the colour of its role, and heavier; all else is quiet.

import { setAttribute, setText, svg } from "../../live/front/dom.js";
import { edgePath, noteSpan, overlap, pointOn, room, stretched, widthOf } from "./geometry.js";
import { symbolOf } from "./pointing.js";

const TEXT = 26; // the height of text in the diagram's own units
const CHARACTER = 0.6; // its width over its height, about
const BOLD = 1.12; // what is lit is bold, and wider by this

/** The diagram of a trace, drawn `stretch` times as high as it is laid out. */
export function diagram(trace, stretch = 1) {
  const { width, height, nodes, edges, notes, moved } = stretched(trace.diagram, stretch);
  const places = Object.fromEntries(nodes.map((node) => [node.id, node]));
  const parts = {
    edges: edges.map((edge) => edgePart(edge, places)),
    nodes: nodes.map(nodePart),
    notes: notes.map((note) => notePart(note)),
  };
  const moment = svg("g", { class: "course-moment" });
  const spans = notes.map((note) => noteSpan(note, TEXT * CHARACTER));
  const left = Math.min(0, ...spans.map((span) => span.left));
  const right = Math.max(width, ...spans.map((span) => span.right));
  const element = svg(
    "svg",
    { class: "course-diagram", "font-size": TEXT, viewBox: `${left} 0 ${right - left} ${height}`, role: "group", "aria-label": trace.description },
    ...parts.edges.flatMap((part) => [part.wire, ...part.hits]),
    ...parts.edges.map((part) => part.label),
    ...parts.nodes.map((part) => part.element), // above the labels between them: a circle is never cut
    ...parts.notes.map((part) => part.element),
    moment,
  );
  let shown = null;

  function update(view) {
    const { light } = view.step;
    parts.edges.forEach((part) => part.update(view, light.edges[part.id]));
    parts.nodes.forEach((part) => part.update(view, light.nodes[part.id]));
    parts.notes.forEach((part) => part.update(view));
    if (shown?.step !== view.step) {
      const beside = view.step.notes.map(moved);
      shown = { step: view.step, notes: beside.map((note) => notePart(note, right)) };
      moment.replaceChildren(...shown.notes.map((part) => part.element));
      parts.notes.forEach((part) => part.giveWay(beside));
    }
    shown.notes.forEach((part) => part.update(view));
  }
  const pointed = [...parts.nodes, ...parts.edges, ...parts.notes].filter(({ about }) => about?.value.length > 0);
  pointed.forEach((part) => (part.called = symbolOf(part, trace)));
  return { element, update, parts: pointed };
}

function edgePart(edge, places) {
  const ends = [places[edge.from], places[edge.to]];
  const wire = svg("path", { class: "course-wire", d: edgePath(...ends, edge.bend ?? 0) });
  const named = Boolean(edge.label || edge.value.length);
  const name = svg("text", { class: "course-name", y: edge.value.length ? -TEXT * 0.18 : TEXT * 0.36 }, edge.label);
  const value = svg("text", { class: "course-value", y: TEXT * 0.87 });
  const pill = svg("rect", { class: "course-pill", rx: 8, y: -TEXT * 1.14, height: TEXT * 2.28 });
  const { x, y } = pointOn(...ends, edge.at ?? 0.5, edge.bend ?? 0);
  const hits = edge.about ? [svg("path", { class: "course-hit", d: edgePath(...ends, edge.bend ?? 0) })] : [];
  const label = named ? svg("g", { class: "course-weight", transform: `translate(${x} ${y})` }, pill, name, value) : null;

  function update(view, role) {
    setAttribute(wire, "data-role", role);
    if (!named) return;
    const text = view.latest(edge.value);
    setText(value, text);
    setAttribute(label, "data-role", role);
    setAttribute(label, "visibility", edge.quiet && !role ? "hidden" : null);
    const wide = Math.max(widthOf(text), widthOf("000")) * TEXT * (role ? BOLD : 1) + 6;
    setAttribute(pill, "x", -wide / 2);
    setAttribute(pill, "width", wide);
  }
  return { id: edge.id, from: edge.from, about: edge.about, x, y, wire, hits, label: label ?? svg("g"), update };
}

function nodePart(node) {
  const { x, y, r } = node;
  const shape =
    node.kind === "leaf"
      ? svg("rect", { class: "course-body", x: -r, y: -r, width: 2 * r, height: 2 * r, rx: r / 3 })
      : svg("circle", { class: "course-body", r });
  const high = Math.min(TEXT, r * 0.62);
  const two = node.value.length > 0;
  const low = high * 0.62; // the value's feet: it stands where its circle is wide
  const big = two ? high : Math.min(1.2 * TEXT, (1.5 * r) / (CHARACTER * BOLD * node.label.length)); // "max" inside its circle
  const name = svg("text", { class: "course-name", y: two ? -high * 0.46 : big * 0.36, "font-size": big }, node.label);
  const value = svg("text", { class: "course-value", y: low, "font-size": high });
  const element = svg("g", { class: `course-node course-${node.kind}`, transform: `translate(${x} ${y})` }, shape, name, value);

  function update(view, role) {
    setAttribute(element, "data-role", role);
    if (!two) return;
    const text = view.latest(node.value);
    setText(value, text);
    setAttribute(value, "font-size", Math.min(high, Math.round((10 * room(r, low)) / widthOf(text)) / 10));
  }
  return { id: node.id, about: node.about, x, y, element, hits: [], label: element, update };
}

/** A text and its number; the number goes below where the two would not fit left of `edge`. */
function notePart(note, edge = Infinity) {
  const broken = noteSpan(note, TEXT * CHARACTER * BOLD).right > edge;
  const text = svg("tspan", { class: "course-text" });
  const value = svg("tspan", { class: "course-number", ...(broken ? { x: note.x, dy: "1.1em" } : {}) });
  const element = svg(
    "text",
    { class: "course-diagram-note", x: note.x, y: note.y, "text-anchor": note.anchor, "data-role": note.role },
    text,
    value,
  );

  function update(view) {
    const number = view.latest(note.value);
    const shown = number !== "" || note.value.length === 0;
    setText(text, shown && note.text ? `${note.text} ` : "");
    setText(value, number);
  }
  /** A note of the moment takes the place of one that always stands there. */
  function giveWay(others) {
    setAttribute(element, "visibility", others.some((other) => overlap(note, other, TEXT)) ? "hidden" : null);
  }
  return { id: note.id, about: note.about, x: note.x, y: note.y, element, hits: [], label: element, update, giveWay };
}
