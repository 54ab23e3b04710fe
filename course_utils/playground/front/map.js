// The large map: what the network answers over the plane, the border where its sign changes, and the points.

import { borderOf, decided, fourDigits, imageOf, layerOf, signedColours } from "../../live/front/canvas.js";
import { fitting, widthOf } from "../../live/front/text.js";
import { mapSide, smallMap } from "./network.js";

const STRENGTH = 0.62; // of the colours: points must stand out
const LARGE = 64; // points a side

/** `glimpse`, a hidden neuron [layer, place, number] that is looked at for a moment, or null. */
export function drawMap({ context }, frame, colours, { map }, images, glimpse) {
  const { left, top, side } = map;
  const { scene } = frame;
  const [bytes, points] = glimpse ? [smallMap(frame, glimpse[2]), mapSide(frame)] : [frame.large, LARGE];
  const scale = glimpse ? 1 : frame.scale[0];
  if (scene.decision) {
    const size = Math.round(side * (window.devicePixelRatio || 1));
    images.large = imageOf(decided(bytes, points, size), size, signedColours(colours, STRENGTH), images.large);
  } else images.large = imageOf(bytes, points, signedColours(colours, STRENGTH * scale), images.large);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = "high";
  context.drawImage(images.large, left, top, side, side);
  if (scene.decision || !scene.regression) {
    context.save();
    context.translate(left, top);
    context.lineWidth = 1.5;
    context.strokeStyle = colours.text("ink");
    context.stroke(borderOf(bytes, points, side));
    context.restore();
  }
  context.strokeStyle = colours.text("line");
  context.lineWidth = 1;
  context.strokeRect(left - 0.5, top - 0.5, side + 1, side + 1);
}

/** The axes of the plane: its ends and its names. */
export function drawAxes({ context }, { reach, axes }, colours, { map, em, fontSize, width }) {
  const { left, top, side } = map;
  const [[x0, x1], [y0, y1]] = reach;
  const write = (words, x, y, align) => {
    context.textAlign = align;
    context.fillText(words, x, y);
  };
  context.fillStyle = colours.text("quiet");
  context.font = `${fontSize}px system-ui, sans-serif`;
  context.textBaseline = "middle";
  const below = top + side + 0.7 * em;
  const [low, high] = [x0, x1].map((value) => endWords(value)[0]);
  const between = side - widthOf(low, fontSize) - widthOf(high, fontSize) - fontSize;
  write(low, left, below, "left");
  write(fitting(namesOf(axes[0]), between, fontSize), left + side / 2, below, "center");
  write(high, left + side, below, "right");
  const beside = width - left - side - 0.35 * em;
  write(fitting(endWords(y1), beside, fontSize), left + side + 0.35 * em, top + 0.5 * em, "left");
  write(fitting(endWords(y0), beside, fontSize), left + side + 0.35 * em, top + side - 0.5 * em, "left");
  context.save();
  context.translate(left + side + 0.9 * em, top + side / 2);
  if (axes[1].length > 2) context.rotate(-Math.PI / 2);
  write(fitting(namesOf(axes[1]), side - 2.4 * fontSize, fontSize), 0, 0, "center");
  context.restore();
}

/** The end of an axis to two digits, or to one where there is no room. */
const endWords = (value) => [2, 1].map((digits) => fourDigits(Number(value.toPrecision(digits))));
const namesOf = (name) => [name, name.replace("neuron ", ""), ""];

/** The pixels that the numbers beside the map take; those of two neurons change while it learns. */
export function besideMap({ reach, space }, em, fontSize) {
  const words = space.length ? ["−0.041"] : reach[1].map((value) => endWords(value)[0]);
  return 0.45 * em + Math.max(...words.map((word) => widthOf(word, fontSize)));
}

/** Where a point of the plane stands on the stage, and back. */
export function planeOf({ reach }, { map }) {
  const [[x0, x1], [y0, y1]] = reach;
  return {
    to: ([x, y]) => [map.left + ((x - x0) / (x1 - x0)) * map.side, map.top + ((y1 - y) / (y1 - y0)) * map.side],
    from: ([left, top]) => [x0 + ((left - map.left) / map.side) * (x1 - x0), y1 - ((top - map.top) / map.side) * (y1 - y0)],
  };
}

/** The examples that are shown: {x, y, target, index among the answers, unseen}. */
export function pointsOf({ train, test, unseen }) {
  const rows = (array, start, held) =>
    Array.from({ length: array.length / 3 }, (_, place) => ({
      x: array[3 * place],
      y: array[3 * place + 1],
      target: array[3 * place + 2],
      index: start + place,
      unseen: held,
    }));
  return [...rows(train, 0, false), ...(unseen ? rows(test, train.length / 3, true) : [])];
}

/** The space of two neurons: the plane's grid as they bend it. */
export function drawSpace({ context }, { warped }, colours, { map }, to) {
  context.fillStyle = colours.text("panel");
  context.fillRect(map.left, map.top, map.side, map.side);
  context.strokeStyle = colours.text("line");
  context.lineWidth = 0.8;
  context.strokeRect(map.left - 0.5, map.top - 0.5, map.side + 1, map.side + 1);
  const lines = Math.round(Math.sqrt(warped.length / 2));
  const at = (row, column) => to([warped[2 * (row * lines + column)], warped[2 * (row * lines + column) + 1]]);
  for (let line = 0; line < lines; line += 1) {
    for (const turned of [false, true]) {
      context.beginPath();
      for (let step = 0; step < lines; step += 1) context.lineTo(...(turned ? at(step, line) : at(line, step)));
      context.stroke();
    }
  }
}

/** Where an example is in the space of two neurons. */
export const hiddenOf = ({ hidden }, { index }) => [hidden[2 * index], hidden[2 * index + 1]];

/** The points, on a layer of their own while they stand where they stood. */
export function pointsLayer() {
  const layer = layerOf();
  return (page, scene, points, at, colours, { map, em }, plane) => {
    const edge = em; // a point may lie on the rim of the map
    const box = { left: map.left - edge, top: map.top - edge, width: map.side + 2 * edge, height: map.side + 2 * edge };
    layer(page, box, [points, plane, colours.now()], (own) => drawPoints(own, scene, points, at, colours, em));
  };
}

export function drawPoints({ context }, scene, points, at, colours, em) {
  const r = radius(em);
  const inks = { low: colours.text("backward"), high: colours.text("forward"), ground: colours.text("ground"), ink: colours.text("ink") };
  const table = scene.regression ? colours.signed() : null;
  for (const point of points) drawPoint(context, point, at(point), r, inks, table);
}

/** A ring around the point that is looked at. */
export function drawRing({ context }, place, colours, em) {
  context.beginPath();
  context.arc(...place, 2.4 * radius(em), 0, 7);
  context.lineWidth = 2.5;
  context.strokeStyle = colours.text("ink");
  context.stroke();
}

const radius = (em) => 0.22 * em;

/** Class 0 is an open circle, class 1 a filled square; what is unseen a cross; numbers are as blue or orange as they are large. */
function drawPoint(context, { target, unseen }, [x, y], r, inks, table) {
  if (table) return drawNumber(context, target, unseen, x, y, r, inks, table);
  const colour = target > 0.5 ? inks.high : inks.low;
  context.beginPath();
  if (unseen) {
    context.moveTo(x - r, y - r);
    context.lineTo(x + r, y + r);
    context.moveTo(x + r, y - r);
    context.lineTo(x - r, y + r);
  } else if (target > 0.5) context.rect(x - 0.85 * r, y - 0.85 * r, 1.7 * r, 1.7 * r);
  else context.arc(x, y, r, 0, 7);
  context.strokeStyle = inks.ground;
  context.lineWidth = unseen ? 3.2 : 3;
  context.stroke();
  context.fillStyle = target > 0.5 ? colour : inks.ground;
  if (!unseen) context.fill();
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.stroke();
}

function drawNumber(context, target, unseen, x, y, r, inks, table) {
  const byte = Math.min(Math.max(Math.round(127.5 + (127.5 * target) / 1.7), 0), 255);
  const [red, green, blue] = new Uint8Array(table.buffer, 4 * byte, 3);
  context.beginPath();
  if (unseen) context.rect(x - 0.8 * r, y - 0.8 * r, 1.6 * r, 1.6 * r);
  else context.arc(x, y, 1.15 * r, 0, 7);
  context.fillStyle = `rgb(${red}, ${green}, ${blue})`;
  context.fill();
  context.strokeStyle = inks.ink;
  context.lineWidth = 1;
  context.stroke();
}
