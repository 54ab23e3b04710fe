// What a cell shows, as elements: the same choice among its contents as the page was built with.

import { make } from "../../../course_utils/live/front/dom.js";
import { show } from "./view.js";

const VIEW = "application/vnd.jupyter.widget-view+json";
const FOLDED = '<details class="course-values"'; // the numbers of a figure, folded away
const HIDDEN = "clip-path:inset(50%)"; // words beside a picture, which has them itself here

/** Show in `box` what a cell gave; returns a function that takes it away. */
export function showOutputs(box, { outputs, widgets }, python) {
  const views = [];
  box.replaceChildren();
  for (const output of outputs) {
    const number = output.data?.[VIEW]?.model_id;
    const entry = widgets.find(({ widget }) => widget === number);
    const element = entry ? make("div", { class: "output widget" }) : elementOf(output);
    if (element) box.append(element);
    if (entry) views.push(showWidget(element, entry, python));
  }
  return async () => {
    (await Promise.all(views)).forEach(({ close }) => close());
    if (widgets.length) python.close(widgets.map(({ widget }) => widget));
  };
}

function showWidget(box, { widget, state, where }, python) {
  return show(box, { state, where }, (model) => python.channel(widget, model));
}

function elementOf({ type, text, data, metadata }) {
  if (type !== "bundle") return pre(text, type);
  if (data["text/html"]) return data["text/html"].includes(HIDDEN) ? null : html(data["text/html"]);
  if (data["image/png"]) return picture(data, metadata["image/png"] ?? {});
  return pre(data["text/plain"] ?? "", "stream");
}

function pre(text, type) {
  return make("pre", { class: `output ${type}`, tabindex: "0" }, text.trimEnd());
}

function html(content) {
  const box = make("div", { class: "output", tabindex: "0" });
  box.innerHTML = content; // made by the course, which escapes what somebody typed
  box.querySelectorAll("[role=status]").forEach((said) => said.removeAttribute("role")); // the page's own line reads it out
  return content.startsWith(FOLDED) ? box.firstElementChild : box;
}

function picture(data, { alt = data["text/plain"] ?? "", width }) {
  const source = `data:image/png;base64,${data["image/png"].replaceAll(/\s/g, "")}`;
  return make("figure", { class: "output" }, make("img", { src: source, alt, width }));
}
