// The network on the stage: edges as wide as their weights, and every neuron's own map.

import { imageOf, signedColours } from "../../live/front/canvas.js";

const WIDEST = 6.5; // pixels of an edge

export function drawEdges({ context }, frame, edges, colours, places) {
  const gradients = frame.scene.edges === "gradients";
  const values = gradients ? frame.gradient : frame.theta;
  const most = gradients ? Math.max(...values.map(Math.abs)) || 1 : 3;
  const crowd = Math.min(1, 8 / Math.max(...places.columns.map((column) => column.length)) + 0.2);
  context.lineCap = "butt";
  for (const edge of edges) {
    const value = values[edge.place];
    const width = Math.min(0.4 + (4.5 * Math.abs(value)) / most, WIDEST) * crowd;
    if (edge.name === frame.scene.parameter) stroke(context, edge, width + 3.5, colours.text("ink"), []);
    stroke(context, edge, width, colours.text(value >= 0 ? "forward" : "backward"), value >= 0 ? [] : [4, 2.5]);
  }
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

/** The maps of the inputs and the hidden neurons; `images` keeps a small canvas for each. */
export function drawNeurons({ context }, frame, colours, places, images) {
  const table = signedColours(colours);
  const { inputs, features, sizes } = frame.scene;
  const [whole, each] = [36, mapSide(frame)];
  places.columns[0].forEach((panel, place) => {
    context.globalAlpha = inputs[place][1] ? 1 : 0.3;
    const bytes = features.subarray(place * whole * whole, (place + 1) * whole * whole);
    drawPanel(context, panel, (images[`0.${place}`] = imageOf(bytes, whole, table, images[`0.${place}`])), colours);
  });
  context.globalAlpha = 1;
  let number = 0;
  for (let layer = 1; layer < sizes.length - 1; layer += 1) {
    places.columns[layer].forEach((panel, place) => {
      const name = `${layer}.${place + 1}`;
      images[name] = imageOf(smallMap(frame, number), each, table, images[name]);
      drawPanel(context, panel, images[name], colours, nameOf(frame.scene.neuron) === name);
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

function drawPanel(context, { left, top, side }, image, colours, chosen = false) {
  context.imageSmoothingEnabled = true;
  context.drawImage(image, left, top, side, side);
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
