// The entry point: what anywidget calls to show a live figure.

import { createLiveFigure } from "./live.js";
import { initialize } from "./lastpicture.js";

function render({ model, el }) {
  return createLiveFigure(el, model);
}

export default { initialize, render };
