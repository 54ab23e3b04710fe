// What anywidget calls to show a race.

import { createFilmFigure } from "../../live/front/filmfigure.js";
import { initialize } from "../../live/front/keep.js";
import { raceOf } from "./race.js";

function render({ model, el }) {
  return createFilmFigure(el, model, raceOf);
}

export default { initialize, render };
