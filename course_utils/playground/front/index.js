// What anywidget calls to show a playground.

import { createFilmFigure } from "../../live/front/filmfigure.js";
import { initialize } from "../../live/front/keep.js";
import { addCopy, openLink } from "./link.js";
import { stageOf } from "./stage.js";
import "./thumbnails.js";

function render({ model, el }) {
  const close = createFilmFigure(el, model, (layout, events, root) => {
    openLink(events);
    return stageOf(layout, events, root);
  });
  addCopy(el);
  return close;
}

export default { initialize, render };
