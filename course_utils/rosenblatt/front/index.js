// What anywidget calls to show Rosenblatt's machine.

import { createFilmFigure } from "../../live/front/filmfigure.js";
import { initialize } from "../../live/front/keep.js";
import { machineOf } from "./machine.js";

function render({ model, el }) {
  return createFilmFigure(el, model, machineOf);
}

export default { initialize, render };
