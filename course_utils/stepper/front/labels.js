// Where the labels of edges go: on their edge, as near to the given place as they are clear of everything else.

import { labelBox, nodeBox, noteBox, shared } from "./boxes.js";
import { pointOn } from "./geometry.js";

const PLACES = [0.5, 0.42, 0.58, 0.36, 0.64, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8, 0.15, 0.85];

/** The diagram's edges with places for the labels that are always there, and what in them is clear of everything else: "numbers", "names" or "". */
export function labelled(diagram, notes, widest) {
  const taken = [...diagram.nodes.map((node) => nodeBox(node)), ...notes.map((note) => noteBox(note, "0".repeat(note.room ? 4 : Math.ceil(widest(note) / 0.64))))];
  const still = diagram.edges.filter((edge) => !edge.quiet);
  const full = placed(still, diagram.nodes, taken, widest);
  const named = full.clear ? full : placed(still, diagram.nodes, taken, () => 0);
  const places = new Map(still.map((edge, number) => [edge.id, named.places[number]]));
  const edges = diagram.edges.map((edge) => ({ ...edge, at: places.get(edge.id) ?? edge.at, named: !edge.quiet && !full.clear }));
  return { edges, clear: full.clear ? "numbers" : named.clear ? "names" : "" };
}

/** The places (fractions of the way) of edges' labels, where they take the least from each other and from what is taken; which are covered. */
export function placed(edges, nodes, taken, widest) {
  const at = Object.fromEntries(nodes.map((node) => [node.id, node]));
  const boxes = [...taken];
  const covered = [];
  const places = edges.map((edge) => {
    const tried = [edge.at, ...PLACES].map((place) => {
      const box = labelBox(pointOn(at[edge.from], at[edge.to], place, edge.bend ?? 0), edge.label, widest(edge));
      return { place, box, lost: boxes.reduce((area, other) => area + shared(box, other), 0) };
    });
    const best = tried.reduce((one, other) => (other.lost < one.lost ? other : one));
    covered.push(best.lost > 0);
    boxes.push(best.box);
    return best.place;
  });
  return { places, covered, clear: !covered.includes(true) };
}
