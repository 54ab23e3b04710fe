// What anywidget calls to show a playground.

import { createFilmFigure } from "../../live/front/filmfigure.js";
import { initialize } from "../../live/front/keep.js";
import { stageOf } from "./stage.js";
import "./thumbnails.js";

function render({ model, el }) {
  return createFilmFigure(el, model, stageOf);
}

export default { initialize, render };
