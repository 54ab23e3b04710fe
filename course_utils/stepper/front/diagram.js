// The diagram: nodes with their values, edges with their weights, notes beside them. What acts in this
// step is lit in the colour of its role, and heavier; all else is quiet.

import { setAttribute, setText, svg } from "../../live/front/dom.js";
import { BOLD, CHARACTER, labelBox, nodeBox, noteBox, shared, TEXT } from "./boxes.js";
import { edgePath, extentOf, noteSpan, overlap, pointOn, room, shapePath, widthOf } from "./geometry.js";
import { placed } from "./labels.js";
import { symbolOf } from "./pointing.js";

/** The diagram of a trace, as it is laid out or as a projector needs it (layout.js). */
export function diagram(trace, layout = { diagram: trace.diagram }) {
  const { digits, smallest, box } = layout;
  const { width, height, nodes, edges, notes, moved = (note) => note } = layout.diagram;
  const places = Object.fromEntries(nodes.map((node) => [node.id, node]));
  const parts = {
    edges: edges.map((edge) => edgePart(edge, places, digits)),
    nodes: nodes.map((node) => nodePart(node, digits, smallest)),
    notes: notes.map((note) => notePart(note, Infinity, digits)),
  };
  const moment = svg("g", { class: "course-moment" });
  const [left, right] = box ? [0, width] : extentOf(layout.diagram, TEXT * CHARACTER);
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
      shown = { step: view.step, notes: beside.map((note) => notePart(note, right, digits, true)) };
      moment.replaceChildren(...shown.notes.map((part) => part.element));
      if (!digits) parts.notes.forEach((part) => part.giveWay(beside));
    }
    shown.notes.forEach((part) => part.update(view));
    if (digits && edges.some((edge) => edge.value.length > 0)) settle(view);
  }

  /** On a projector notes give way by the room that they take, and the labels that are lit stand apart. */
  function settle(view) {
    const moments = shown.notes.map((part) => part.box(view));
    parts.notes.forEach((part) => part.hide(moments.some((other) => shared(part.box(view), other) > 0)));
    const isLit = (edge) => Boolean(view.step.light.edges[edge.id]);
    const moving = parts.edges.filter((part) => (part.edge.quiet ? isLit(part.edge) : covered(part, view, moments)));
    const still = parts.edges.filter((part) => !part.edge.quiet && !moving.includes(part));
    still.forEach((part) => part.stand(part.edge.at, part.edge.named ?? false, view));
    if (moving.length === 0) return;
    const seen = parts.notes.filter((part) => !part.hidden()).map((part) => part.box(view));
    const taken = [...nodes.map((node) => nodeBox(node)), ...moments, ...seen, ...still.map((part) => part.box(view))];
    const lit = moving.map((part) => part.edge);
    const full = placed(lit, nodes, taken, (edge) => (edge.named ? 0 : widthOf(view.latest(edge.value, digits))));
    const chosen = full.clear ? full : placed(lit, nodes, taken, () => 0);
    moving.forEach((part, number) => {
      part.stand(chosen.places[number], !full.clear || Boolean(part.edge.named), view);
      if (chosen.covered[number]) setAttribute(part.label, "visibility", "hidden"); // the title names it, and its wire is lit
    });
  }

  /** Whether a label in its usual place would lie under a note of the moment. */
  function covered(part, view, moments) {
    part.stand(part.edge.at, part.edge.named ?? false, view);
    return moments.some((other) => shared(part.box(view), other) > 0);
  }
  const pointed = [...parts.nodes, ...parts.edges, ...parts.notes].filter(({ about }) => about?.value.length > 0);
  pointed.forEach((part) => (part.called = symbolOf(part, trace)));
  return { element, update, parts: pointed };
}

function edgePart(edge, places, digits) {
  const ends = [places[edge.from], places[edge.to]];
  const wire = svg("path", { class: "course-wire", d: edgePath(...ends, edge.bend ?? 0) });
  const named = Boolean(edge.label || edge.value.length);
  const name = svg("text", { class: "course-name", y: edge.value.length ? -TEXT * 0.18 : TEXT * 0.36 }, edge.label);
  const value = svg("text", { class: "course-value", y: TEXT * 0.87 });
  const pill = svg("rect", { class: "course-pill", rx: 8, y: -TEXT * 1.14, height: TEXT * 2.28 });
  const { x, y } = pointOn(...ends, edge.at ?? 0.5, edge.bend ?? 0);
  let spot = { x, y };
  const counts = edge.room ? fewer(digits) : [digits];
  let alone = edge.named ?? false; // the name, where there is no room for the number: the card has it
  const hits = edge.about ? [svg("path", { class: "course-hit", d: edgePath(...ends, edge.bend ?? 0) })] : [];
  const label = named ? svg("g", { class: "course-weight", transform: `translate(${x} ${y})` }, pill, name, value) : null;

  function update(view, role) {
    setAttribute(wire, "data-role", role);
    if (!named) return;
    const fits = (text) => widthOf(text) * TEXT * BOLD <= (edge.room ?? Infinity);
    const texts = counts.map((count) => view.latest(edge.value, count));
    const text = alone ? "" : texts.find(fits) ?? texts.at(-1);
    setText(value, text);
    setAttribute(label, "data-role", role);
    setAttribute(label, "visibility", edge.quiet && !role ? "hidden" : null);
    const wide = Math.max(widthOf(text), widthOf(alone ? edge.label : "000")) * TEXT * (role ? BOLD : 1) + 6;
    setAttribute(pill, "x", -wide / 2);
    setAttribute(pill, "width", wide);
    if (!digits) return;
    setAttribute(name, "y", TEXT * (alone ? 0.36 : -0.18));
    setAttribute(pill, "y", TEXT * (alone ? -0.62 : -1.14));
    setAttribute(pill, "height", TEXT * (alone ? 1.24 : 2.28));
  }
  function stand(at, withoutNumber, view) {
    spot = pointOn(...ends, at, edge.bend ?? 0);
    setAttribute(label, "transform", `translate(${spot.x} ${spot.y})`);
    alone = withoutNumber;
    update(view, view.step.light.edges[edge.id]);
  }
  /** The room that the label takes where it stands now. */
  function box(view) {
    return labelBox(spot, edge.label, value.textContent === "" ? 0 : widthOf(value.textContent), view.step.light.edges[edge.id] ? BOLD : 1);
  }
  return { id: edge.id, from: edge.from, about: edge.about, x, y, wire, hits, label: label ?? svg("g"), update, stand, box, edge };
}

function nodePart(node, digits, smallest) {
  const { x, y, r } = node;
  const leaf = node.kind === "leaf";
  const beside = node.lines === 1; // the number stands beside the name
  const shape = leaf
    ? svg("rect", { class: "course-body", x: -r, y: -r, width: 2 * r, height: 2 * r, rx: r / 3 })
    : svg("path", { class: "course-body", d: shapePath(node.fixed ? node.most : r, r, node.corner ?? r) });
  const high = digits ? TEXT : Math.min(TEXT, r * 0.62);
  const two = node.value.length > 0;
  const low = high * (beside ? 0.36 : 0.62); // the value's feet: it stands where its circle is wide
  const big = two ? high : Math.min(1.2 * TEXT, (1.5 * r) / (CHARACTER * BOLD * node.label.length)); // "max" inside its circle
  const called = widthOf(node.label) * BOLD;
  const feet = two && !beside ? -high * (node.fixed ? 0.16 : 0.46) : big * 0.36;
  const name = svg("text", { class: "course-name", y: feet, "font-size": big }, node.label);
  const value = svg("text", { class: "course-value", y: node.fixed && !beside ? high * 0.9 : low, "font-size": high });
  const element = svg("g", { class: `course-node course-${node.kind}`, transform: `translate(${x} ${y})` }, shape, name, value);

  function update(view, role) {
    setAttribute(element, "data-role", role);
    if (!two) return;
    if (digits) fitted(view);
    else written(view.latest(node.value), room(r, low));
  }

  /** In a circle the text shrinks where it must. */
  function written(text, wide) {
    setText(value, text);
    setAttribute(value, "font-size", Math.max(Math.min(high, Math.round((10 * wide) / widthOf(text)) / 10), smallest ?? 0));
  }

  /** On a projector it has fewer digits instead, and its circle grows. */
  function fitted(view) {
    const texts = fewer(digits).map((count) => view.latest(node.value, count));
    const needs = (text) => (widthOf(text) + (beside && text ? called + 0.4 : 0)) * (beside || node.fixed ? TEXT : smallest);
    const space = (half) => (node.fixed ? 2 * half - 16 : room(r, low) + 2 * (half - r));
    const most = node.most;
    const text = texts.slice(0, 2).find((one) => needs(one) <= space(node.fixed ? most : r)) ?? texts.find((one) => needs(one) <= space(most)) ?? texts.at(-1);
    const half = node.fixed ? most : Math.min(Math.max(r, Math.ceil(r + (needs(text) - room(r, low)) / 2)), most);
    if (!node.fixed) setAttribute(shape, "d", shapePath(half, r, r));
    written(text, node.fixed ? Infinity : space(half));
    if (!beside) return;
    const whole = needs(text);
    setAttribute(name, "x", text ? (-whole + called * TEXT) / 2 : 0);
    setAttribute(value, "x", (whole - widthOf(text) * TEXT) / 2);
  }
  return { id: node.id, about: node.about, x, y, element, hits: [], label: element, update };
}

/** 4, 3, 2, 1: so many digits, or fewer where there is no room for them. */
function fewer(digits) {
  return Array.from({ length: digits }, (_, less) => digits - less);
}

/** A text and its number; the number goes below where the two would not fit left of `edge`. */
function notePart(note, edge = Infinity, digits = undefined, bold = false) {
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
    const shown = view.latest(note.value, digits) !== "" || note.value.length === 0;
    setText(text, shown && note.text ? `${note.text} ` : "");
    setText(value, numberIn(view));
  }

  /** The number, with as many digits as there is room for; the name alone where there is none. */
  function numberIn(view) {
    if (!note.room) return view.latest(note.value, digits);
    const fits = (number) => (widthOf(`${note.text} `) + widthOf(number)) * TEXT <= note.room;
    return fewer(digits).map((count) => view.latest(note.value, count)).find(fits) ?? "";
  }

  /** A note of the moment takes the place of one that always stands there. */
  function giveWay(others) {
    setAttribute(element, "visibility", others.some((other) => overlap(note, other, TEXT)) ? "hidden" : null);
  }
  const hide = (hidden) => setAttribute(element, "visibility", hidden ? "hidden" : null);
  const hidden = () => element.getAttribute("visibility") === "hidden";
  const box = (view) => noteBox(note, numberIn(view), { bold, broken });
  return { id: note.id, about: note.about, x: note.x, y: note.y, element, hits: [], label: element, update, giveWay, hide, hidden, box };
}
