// The network on the stage: edges as wide as their weights, and every neuron's own map.

import { imageOf, layerOf } from "../../live/front/canvas.js";

const WIDEST = 6.5; // pixels of an edge
const SEEN = 0.2; // device pixels by which an edge must become wider to be seen to have changed
const WHOLE = 36; // points a side of the maps of the inputs

/** The edges, painted anew only where one of them is seen to have changed: while a network learns slowly, few pictures do. */
export function edgesLayer() {
  const layer = layerOf();
  let painted = [];

  return (page, frame, edges, colours, places) => {
    const widths = widthsOf(frame, edges, places);
    const same = widths.length === painted.length && widths.every((width, place) => Math.abs(width - painted[place]) * page.zoom < SEEN);
    if (!same) painted = widths;
    const { columns, map, rows, width, height } = places;
    const left = rows ? 0 : columns[0][0].left;
    const key = [painted, edges, frame.scene.parameter, colours.now()];
    layer(page, { left, top: 0, width: (rows ? width : map.left) - left, height: rows ? map.top : height }, key, ({ context }) => drawEdges(context, painted, frame, edges, colours));
  };
}

/** The widths of the edges, in pixels, with the signs of their values. */
function widthsOf(frame, edges, places) {
  const gradients = frame.scene.edges === "gradients";
  const values = gradients ? frame.gradient : frame.theta;
  const most = gradients ? Math.max(...values.map(Math.abs)) || 1 : 3;
  const crowd = Math.min(1, 8 / Math.max(...places.columns.map((column) => column.length)) + 0.2);
  return edges.map(({ place }) => Math.min(0.4 + (4.5 * Math.abs(values[place])) / most, WIDEST) * crowd * (values[place] >= 0 ? 1 : -1));
}

function drawEdges(context, widths, frame, edges, colours) {
  context.lineCap = "butt";
  edges.forEach((edge, place) => {
    const width = Math.abs(widths[place]);
    const above = widths[place] > 0;
    if (edge.name === frame.scene.parameter) stroke(context, edge, width + 3.5, colours.text("ink"), []);
    stroke(context, edge, width, colours.text(above ? "forward" : "backward"), above ? [] : [4, 2.5]);
  });
}

function stroke(context, { from, to }, width, colour, dashes) {
  context.beginPath();
  context.setLineDash(dashes);
  context.lineWidth = width;
  context.strokeStyle = colour;
  context.moveTo(...from);
  context.lineTo(...to);
  context.stroke();
  context.setLineDash([]);
}

/** The maps of the inputs, which stand while it learns. */
export function inputsLayer() {
  const layer = layerOf();
  return (page, { scene }, colours, places) => {
    const column = places.columns[0];
    const [first, last] = [column[0], column[column.length - 1]];
    const box = { left: first.left - 2, top: first.top - 2, width: last.left + last.side - first.left + 4, height: last.top + last.side - first.top + 4 };
    layer(page, box, [scene.features, places, colours.now()], ({ context }) => {
      const image = imageOf(scene.features, WHOLE, colours.signed());
      column.forEach((panel, place) => {
        context.globalAlpha = scene.inputs[place][1] ? 1 : 0.3;
        drawPanel(context, panel, image, place, colours);
      });
    });
  };
}

/** The maps of the hidden neurons; `images` keeps a canvas for them. */
export function drawNeurons({ context }, frame, colours, places, images) {
  const { sizes } = frame.scene;
  if (frame.maps.length) images.small = imageOf(frame.maps, mapSide(frame), colours.signed(), images.small);
  let number = 0;
  for (let layer = 1; layer < sizes.length - 1; layer += 1) {
    places.columns[layer].forEach((panel, place) => {
      const name = `${layer}.${place + 1}`;
      drawPanel(context, panel, images.small, number, colours, nameOf(frame.scene.neuron) === name);
      number += 1;
    });
  }
  drawBiases(context, frame, colours, places);
}

const nameOf = ([layer, place]) => `${layer}.${place}`;

/** How many points a side the small maps of a frame have. */
export function mapSide(frame) {
  const neurons = frame.scene.sizes.slice(1, -1).reduce((all, size) => all + size, 0);
  return neurons ? Math.round(Math.sqrt(frame.maps.length / neurons)) : 0;
}

/** The small map of a hidden neuron, counted through all layers. */
export function smallMap(frame, number) {
  const size = mapSide(frame) * mapSide(frame);
  return frame.maps.subarray(number * size, (number + 1) * size);
}

/** The map of some number in an image, in its panel. */
function drawPanel(context, { left, top, side }, image, number, colours, chosen = false) {
  const points = image.width;
  context.imageSmoothingEnabled = true;
  context.drawImage(image, 0, number * points, points, points, left, top, side, side);
  context.strokeStyle = colours.text(chosen ? "ink" : "line");
  context.lineWidth = chosen ? 3 : 1;
  context.strokeRect(left - 0.5, top - 0.5, side + 1, side + 1);
}

function drawBiases(context, frame, colours, places) {
  frame.scene.parameters.forEach((name, index) => {
    if (name[0] !== "b") return;
    const [layer, place] = name.slice(1).split(".").map(Number);
    const panel = layer < places.columns.length ? places.columns[layer][place - 1] : places.map;
    const value = frame.theta[index];
    const half = Math.min(2 + 2.2 * Math.abs(value), 5);
    const [x, y] = [panel.left + 1, panel.top + panel.side - 1];
    const picked = name === frame.scene.parameter;
    context.fillStyle = colours.text(value >= 0 ? "forward" : "backward");
    context.strokeStyle = colours.text(picked ? "ink" : "ground");
    context.lineWidth = picked ? 2.5 : 1;
    context.fillRect(x - half, y - half, 2 * half, 2 * half);
    context.strokeRect(x - half, y - half, 2 * half, 2 * half);
  });
}
