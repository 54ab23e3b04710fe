// The entry point: what anywidget, or a saved page, calls to show a stepper.

import { createStepper } from "./stepper.js";

function render({ model, el }) {
  return createStepper(el, model);
}

export default { render };
