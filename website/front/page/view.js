// Showing a widget: its front end is the module that Jupyter would load, and its style sheet with it. It comes from a
// file of the site, or as a text from Python.

import { make } from "../../../course_utils/live/front/dom.js";
import { Model } from "./model.js";

const modules = new Map(); // by address or by text
export const BUSY = "Python is computing; the picture follows as soon as it is done.";

/** Show a widget in `box`; returns {model, close}. where: the module's address, or its text; connect(model): its channel. */
export async function show(box, { state, where }, connect) {
  if (!modules.has(where)) modules.set(where, load(where));
  const front = await modules.get(where).catch((error) => {
    modules.delete(where);
    throw error;
  });
  const model = new Model({ _waiting: BUSY, ...state });
  model.channel = connect(model);
  const forget = await front.initialize?.({ model });
  const leave = await front.render({ model, el: box });
  return { model, close: () => [leave, forget].forEach((end) => end?.()) };
}

async function load(where) {
  const isText = where.includes("\n");
  const address = isText ? URL.createObjectURL(new Blob([where], { type: "text/javascript" })) : new URL(where, document.baseURI);
  const { default: front, courseStyleSheet } = await import(address);
  document.head.append(make("style", {}, courseStyleSheet));
  return front;
}
