// What anywidget calls to show a playground.

import { entryOf } from "../../live/front/filmfigure.js";
import { addCopy, openLink } from "./link.js";
import { stageOf } from "./stage.js";
import "./thumbnails.js";

const figure = entryOf((layout, events, root) => {
  openLink(events);
  return stageOf(layout, events, root);
});

function render(view) {
  const close = figure.render(view);
  addCopy(view.el);
  return close;
}

export default { ...figure, render };
