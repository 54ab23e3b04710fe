// The door: what anywidget calls to show a live figure.

import { createLiveFigure } from "./live.js";

function render({ model, el }) {
  return createLiveFigure(el, model);
}

export default { render };
