// Making and changing elements. Whatever changes at each step goes through `setAttribute` and `setText`, which
// touch the page only where something is different: that keeps a step within a frame.

const SVG = "http://www.w3.org/2000/svg";

/** An HTML element: make("button", {class: "key", onclick: act}, "text", child, …). */
export function make(tag, attributes = {}, ...children) {
  return dress(document.createElement(tag), attributes, children);
}

/** The same for SVG. */
export function svg(tag, attributes = {}, ...children) {
  return dress(document.createElementNS(SVG, tag), attributes, children);
}

function dress(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else setAttribute(element, name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Set an attribute; null, undefined and false take it away. */
export function setAttribute(element, name, value) {
  const off = value === null || value === undefined || value === false;
  if (off) {
    if (element.hasAttribute(name)) element.removeAttribute(name);
  } else if (element.getAttribute(name) !== String(value)) {
    element.setAttribute(name, value);
  }
}

/** Set an element's text. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Where a pointer is in an element, as fractions from its left and its upper edge. */
export function fractionsIn(element, { clientX, clientY }) {
  const box = element.getBoundingClientRect();
  return [(clientX - box.left) / box.width, (clientY - box.top) / box.height];
}

/** Pieces of text with roles, as spans: [["upstream", "backward"], [" × local", null]]. */
export function pieces(list) {
  return list.map(([text, role]) => make("span", { "data-role": role }, text));
}
