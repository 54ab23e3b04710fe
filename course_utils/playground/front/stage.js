// The stage: the network, the large map and the risks on one canvas, and over it what can be pressed and pointed at.

import { canvasOf, coloursOf } from "../../live/front/canvas.js";
import { make, setAttribute, setText } from "../../live/front/dom.js";
import { wordsIn } from "../../live/front/film.js";
import { fitting } from "../../live/front/text.js";
import { networkControlsOf } from "./controls.js";
import { besideMap, drawAxes, drawMap, drawPoints, drawRing, drawSpace, hiddenOf, planeOf, pointsLayer, pointsOf } from "./map.js";
import { drawNeurons, edgesLayer, inputsLayer } from "./network.js";
import { edgesOf, placesOf } from "./geometry.js";
import { pointingOf } from "./pointing.js";
import { drawRisks, rowsUpTo } from "./risks.js";
import { pickedWords, updatesWords } from "./captions.js";

export function stageOf(layout, events, root) {
  const canvas = canvasOf(() => redraw());
  const overlay = make("div", { class: "course-overlay" });
  const title = make("div", { class: "course-title" });
  const updates = make("div", { class: "course-updates" });
  const picked = make("div", { class: "course-picked" });
  const element = make("div", { class: "course-picture course-stage" }, canvas.element, overlay, title, updates, picked);
  const colours = coloursOf(root);
  const images = {};
  const [drawEdges, drawInputs, drawStanding] = [edgesLayer(), inputsLayer(), pointsLayer()];
  const view = { frame: null, places: null, edges: [], points: [], plane: null, glimpse: null, point: null };
  const send = (name, text) => events.put({ type: "set", name, text });
  const controls = networkControlsOf(overlay, view, send, events, layout.fixed, redraw);
  const pointing = pointingOf(element, view, send, redraw);
  let history = [];
  let arranged = []; // for what
  let laidOut = "";

  const isInSpace = (frame) => frame.scene.space.length > 0 && view.glimpse === null;
  const spaceOf = ({ ends, scene }) => ({ reach: [[ends[0], ends[1]], [ends[2], ends[3]]], axes: scene.space.map((name) => `neuron ${name}`) });

  /** What follows from the scene and from the size of the stage; done anew only where one of them has changed. */
  function arrange(width, height) {
    const { scene } = view.frame;
    const large = root.matches(".course-projector");
    const inSpace = isInSpace(view.frame);
    const now = [scene, width, height, large, inSpace];
    if (now.some((part, place) => part !== arranged[place])) {
      arranged = now;
      lay(scene, width, height, large);
      view.plane = planeOf(scene, view.places);
    }
    if (inSpace) view.plane = planeOf(spaceOf(view.frame), view.places);
    view.at = (point) => view.plane.to(inSpace ? hiddenOf(view.frame, point) : [point.x, point.y]);
  }

  /** Where everything stands. */
  function lay(scene, width, height, large) {
    const em = parseFloat(getComputedStyle(element).fontSize);
    const fontSize = large ? em : 0.8 * em;
    const beside = besideMap(scene, em, fontSize);
    const now = JSON.stringify([scene.sizes, scene.inputs, scene.activations, width, height, em, fontSize, beside, large]);
    if (now === laidOut) return;
    laidOut = now;
    view.places = placesOf(scene, width, height, em, fontSize, beside, large);
    view.edges = edgesOf(scene, view.places);
    controls.build();
    const { map, rows, height: tall } = view.places;
    title.style.cssText = rows ? `left: 0; top: ${map.top - 1.7 * em}px` : `left: ${map.left}px`;
    setAttribute(element, "data-rows", rows);
    element.style.setProperty("--tall", `${Math.ceil(tall)}px`);
  }

  function show(frame) {
    if (frame.scene !== view.frame?.scene) begin(frame);
    else history.push([...frame.risks]);
    view.frame = frame;
    paint();
  }

  /** A whole state: its points, and the risks on the way to it. */
  function begin({ scene, risks }) {
    colours.forget();
    if (!events.awaits("own")) view.points = pointsOf(scene); // else the scene is from before the points that stand here
    pointing.renew();
    history = rowsUpTo(risks, scene, history);
  }

  /** Undo what Python refused: points and choices are again those that it holds. */
  function refused() {
    if (!view.places || events.awaits("own")) return;
    view.points = pointsOf(view.frame.scene);
    pointing.refused();
    controls.build();
    redraw();
  }

  function redraw() {
    paint();
    tell();
  }

  function paint() {
    const { frame } = view;
    if (!frame || !canvas.isShown()) return;
    const page = canvas.clear(colours.text("ground"));
    arrange(page.width, page.height);
    const { places, edges, points, plane } = view;
    const inSpace = isInSpace(frame);
    drawEdges(page, frame, edges, colours, places);
    if (inSpace) drawSpace(page, frame, colours, places, plane.to);
    else drawMap(page, frame, colours, places, images, view.glimpse);
    drawInputs(page, frame, colours, places);
    drawNeurons(page, frame, colours, places, images);
    drawAxes(page, inSpace ? spaceOf(frame) : frame.scene, colours, places);
    if (inSpace) drawPoints(page, frame.scene, points, view.at, colours, places.em);
    else drawStanding(page, frame.scene, points, view.at, colours, places, plane);
    if (points[view.point]) drawRing(page, view.at(points[view.point]), colours, places.em);
    drawRisks(page, frame, history, colours, places);
    setAttribute(element, "data-at", frame.at);
  }

  /** What is said in words, and what can be pressed. */
  function tell() {
    const { frame, places } = view;
    if (!frame || !places) return;
    setText(title, headWords(view.glimpse ? `What neuron ${view.glimpse[0]}.${view.glimpse[1]} answers` : frame.scene.head, places));
    setText(updates, fitting(updatesWords(frame), beforeHead(places), sizeOf(0.95, places), true));
    setText(picked, fitting(pickedWords(frame), places.rows ? places.width : places.curves.left - places.em, sizeOf(0.88, places)));
    controls.mark();
    pointing.mark();
    setAttribute(element, "data-points", frame.scene.train.length / 3);
  }

  /** What is shown large; in fewer words where the last layer's head stands too near. */
  function headWords(words, { columns, map, rows, width, em, fontSize }) {
    if (rows) return words;
    const last = columns.length > 1 ? columns[columns.length - 1][0] : null;
    const from = root.matches(".course-projector") && last ? last.left + last.side / 2 + 3 * em : map.left;
    return fitting([words, words.replace(/^(What the|What|The) (.)/, (_, start, sign) => sign.toUpperCase())], width - from, 1.05 * Math.max(fontSize, 0.95 * em), true);
  }

  /** The room at the left of the first layer's head, or of the large map. */
  const beforeHead = ({ columns, map, rows, width, em }) => (rows ? width : columns.length > 1 ? columns[1][0].left + columns[1][0].side / 2 - 2.3 * em : map.left - 0.3 * em);

  /** The size of a text of so many em; on a projector all texts have one. */
  const sizeOf = (share, { em }) => (root.matches(".course-projector") ? 1 : share) * em;

  function recolour() {
    colours.forget();
    redraw();
  }

  function close() {
    canvas.close();
    colours.close();
  }
  const brief = () => (view.frame ? wordsIn(view.frame.brief) : "");
  return { element, show, tell, brief, recolour, refused, close, where: (at) => `update ${at.toLocaleString("en")}` };
}
