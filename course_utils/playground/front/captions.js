// Captions of the stage, in words: the number of updates, the picked weight, a point.

import { fourDigits } from "../../live/front/canvas.js";

const GROUPED = new Intl.NumberFormat("en");

/** In full, and where there is little room. */
export function updatesWords({ at }) {
  const count = GROUPED.format(at);
  return [`${count} update${at === 1 ? "" : "s"}`, count];
}

/** In full, and in fewer words. */
export function pickedWords({ theta, gradient, scene }) {
  const name = scene.parameter;
  const place = scene.parameters.indexOf(name);
  const slope = gradient[scene.edges === "gradients" ? place : 0];
  const edges = scene.edges === "gradients" ? "   ·   edges show gradients of the risk" : "";
  const weight = `${name} = ${fourDigits(theta[place])}`;
  const both = `${weight}   ∂R/∂${name} = ${fourDigits(slope)}`;
  return [both + edges, both, weight];
}

/** A point: its coordinates, what it is, and what the network answers. */
export function pointWords({ x, y, target, index, unseen }, { at, answers, losses, scene }) {
  const [one, other] = scene.axes;
  const kind = scene.regression ? `target ${fourDigits(target)}` : `class ${target}`;
  const set = unseen ? "test point" : "training point";
  // Of many points, and of one that was just changed, the answers come with whole states only.
  const known = index !== null && (scene.answered === null || scene.answered === at);
  return [
    `${set}: ${one} = ${fourDigits(x)}, ${other} = ${fourDigits(y)}`,
    known ? `${kind}, answer ${fourDigits(answers[index])}, loss ${fourDigits(losses[index])}` : kind,
  ];
}
