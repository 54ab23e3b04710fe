// What can be pressed on the stage: neurons and inputs, and above each hidden layer its activation, + and −.

import { make, setAttribute, setText } from "../../live/front/dom.js";
import { fitting } from "../../live/front/text.js";

const NAMES = { tanh: "tanh", sigmoid: "sigmoid", ReLU: "relu", "leaky ReLU": "leaky_relu", "soft ReLU": "softplus", "none (straight)": "identity" };

/** `fixed` names the controls that a class should not see; what they do cannot be done here either. */
export function networkControlsOf(overlay, view, send, events, fixed, redraw) {
  let neurons = [];
  const isFixed = (name) => fixed.includes(name);

  /** Everything anew, for another network or another size; what had the focus has it again. */
  function build() {
    const focus = overlay.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    const { scene } = view.frame;
    neurons = [];
    const parts = [...inputs(scene)];
    scene.sizes.slice(1, -1).forEach((size, index) => parts.push(...layer(scene, index + 1)));
    parts.push(answer());
    overlay.replaceChildren(...parts);
    if (focus) overlay.querySelector(`[data-key="${focus}"]`)?.focus({ preventScroll: true });
  }

  function inputs({ inputs: all }) {
    return all.flatMap(([label, used], place) => {
      const panel = view.places.columns[0][place];
      const toggle = () => events.put({ type: "set", name: `input_${place}`, position: Number(!view.frame.scene.inputs[place][1]) });
      const button = at(panel, "button", { type: "button", class: "course-neuron", "data-key": `input ${place}`, "aria-pressed": String(used), disabled: isFixed(`input_${place}`),
        "aria-label": `input ${label}`, title: used ? `${label}: take this input away` : `${label}: use this input`, onclick: toggle });
      const name = make("span", { class: "course-input-name", "data-used": used, "aria-hidden": "true" }, label);
      const { rows, width, em } = view.places;
      name.style.right = `${width - panel.left + (rows ? -panel.side / 2 : 0.4 * em)}px`;
      name.style.top = `${rows ? panel.top - 0.2 * em : panel.top + panel.side / 2}px`;
      return [name, button];
    });
  }

  function layer(scene, number) {
    const column = view.places.columns[number];
    const sizes = scene.sizes.slice(1, -1);
    const before = sizes.slice(0, number - 1).reduce((all, size) => all + size, 0);
    column.forEach((panel, place) => neurons.push(neuronOf(panel, number, place + 1, before + place)));
    const resize = (by) => send("layers", sizes.map((size, other) => size + by * (other === number - 1)).filter(Boolean).join("-") || "none");
    const act = (sign, by, words) => make("button", { type: "button", class: "course-count", "data-key": `layer ${number} ${sign}`,
      disabled: isFixed("layers"), "aria-label": `${words} layer ${number}`, title: `${words} layer ${number}`, onclick: () => resize(by) }, sign);
    const choice = activationOf(scene, number);
    const head = make("div", { class: "course-head", role: "group", "aria-label": `layer ${number}, ${sizes[number - 1]} neurons` }, choice,
      make("div", { class: "course-counts" }, act("−", -1, "one neuron fewer in"), make("span", {}, String(sizes[number - 1])), act("+", 1, "one more neuron in")));
    const { left, top } = view.places.heads[number - 1];
    head.style.cssText = `left: ${left}px; top: ${top}px`;
    return [head, ...neurons.slice(-column.length)];
  }

  function activationOf(scene, number) {
    const words = Object.keys(NAMES);
    const select = make("select", { "aria-label": `activation of layer ${number}`, "data-key": `activation ${number}`, disabled: isFixed("activation") },
      ...words.map((word) => make("option", { value: word }, word.replace(" (straight)", ""))));
    select.value = scene.activations[number - 1];
    select.addEventListener("change", () => {
      const all = view.frame.scene.activations.map((word, other) => NAMES[other === number - 1 ? select.value : word]);
      send("activations", all.join(","));
    });
    return select;
  }

  function neuronOf(panel, layer, place, number) {
    const name = `${layer}.${place}`;
    const glimpse = (whether) => {
      view.glimpse = whether ? [layer, place, number] : null;
      redraw();
    };
    return at(panel, "button", { type: "button", class: "course-neuron", "data-key": name, "data-neuron": name,
      "aria-label": `neuron ${name}: show its map large`, title: `neuron ${name}`,
      onclick: () => send("neuron", view.frame.scene.neuron.join(".") === name ? "" : name),
      onpointerenter: () => glimpse(true), onpointerleave: () => glimpse(false), onfocus: () => glimpse(true), onblur: () => glimpse(false) });
  }

  /** The way back, from a neuron or the space of two, to the answer. */
  function answer() {
    return make("button", { type: "button", class: "course-back", "data-key": "answer", "aria-label": "show the answer", hidden: true, onclick: () => (view.frame.scene.space.length ? send("space", "") : send("neuron", "")) }, "show the answer");
  }

  function at({ left, top, side }, tag, attributes) {
    const element = make(tag, attributes);
    element.style.cssText = `left: ${left}px; top: ${top}px; width: ${side}px; height: ${side}px`;
    return element;
  }

  function mark() {
    const { scene } = view.frame;
    const chosen = scene.neuron.join(".");
    neurons.forEach((element) => setAttribute(element, "aria-pressed", String(element.dataset.neuron === chosen)));
    const back = overlay.querySelector(".course-back");
    setAttribute(back, "hidden", scene.neuron[0] === scene.sizes.length - 1 && !scene.space.length);
    const { left, top, side } = view.places.map;
    setText(back, fitting(["show the answer", "answer"], 0.7 * side, view.places.fontSize));
    setAttribute(back, "style", `right: ${view.places.width - left - side + 4}px; top: ${top + 4}px`); // below are the classes of new points
  }
  return { build, mark };
}
