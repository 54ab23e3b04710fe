// A line of mathematics that can wrap. Browsers do not break MathML, so a line is cut in front of its
// outermost =, +, − and × into pieces that flow like words. The empty slots are filled with numbers.

import { make } from "../../live/front/dom.js";

const BREAKS = new Set(["=", "+", "−", "-", "×"]);

/** A <div> with the line's pieces. `markup` is one <math> element as Python wrote it. */
export function mathLine(markup) {
  const template = document.createElement("template");
  template.innerHTML = markup;
  const whole = template.content.querySelector("math");
  const row = whole.children.length === 1 && whole.firstElementChild.localName === "mrow" ? whole.firstElementChild : whole;
  const pieces = [[]];
  const children = [...row.children];
  const written = children.map((child) => (child.localName === "mo" ? child.textContent.trim() : ""));
  for (const [place, child] of children.entries()) {
    const together = written[place - 2] === "(" && written[place + 2] === ")"; // (1 − y) is short
    const breaks = BREAKS.has(written[place]) && !together;
    if (breaks && pieces.at(-1).length > 0 && !isSign(pieces.at(-1).at(-1))) pieces.push([]);
    if (breaks && pieces.at(-1).length === 0) space(child, "0", "0.22em"); // the gap between pieces is its left space
    pieces.at(-1).push(child);
  }
  return make("div", { class: "course-line" }, ...pieces.flatMap((piece) => [shell(whole, piece), " "]));
}

function space(operator, left, right) {
  operator.setAttribute("form", "infix");
  operator.setAttribute("lspace", left);
  operator.setAttribute("rspace", right);
}

/** A minus that follows another operator is a sign, not a place to break. */
function isSign(element) {
  return element.localName === "mo" && BREAKS.has(element.textContent.trim());
}

function shell(whole, piece) {
  const math = whole.cloneNode(false);
  math.append(...piece);
  return math;
}

/** The slots inside an element, to be filled at each step. */
export function slotsIn(element) {
  return [...element.querySelectorAll(".course-slot")].map((slot) => ({
    slot,
    quantity: Number(slot.dataset.q),
    careful: slot.dataset.p === "1",
  }));
}

export function fill(slots, write) {
  for (const { slot, quantity, careful } of slots) {
    const shown = bracketed(write(quantity), careful);
    if (slot.textContent !== shown) slot.textContent = shown;
  }
}

/** A negative number in parentheses where its sign would run into another. */
export function bracketed(text, careful) {
  return careful && text.startsWith("−") ? `(${text})` : text;
}
