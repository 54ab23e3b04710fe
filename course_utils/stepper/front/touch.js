// The diagram can be pointed at. A click, or Enter, on a part leads to the step that computes it, and then to its gradient;
// hover and focus show both numbers, as far as they are known. Tab leads to the diagram, ↑ ↓ from part to part.

import { make, setAttribute } from "../../live/front/dom.js";
import { toldOf, toldWords } from "./pointing.js";

export function touchable(session, picture) {
  const tip = make("div", { class: "course-tip", hidden: "" });
  const element = make("div", { class: "course-touch" }, picture.element, tip);
  const parts = picture.parts.filter(({ about }) => about).sort((one, other) => one.x - other.x || one.y - other.y);
  const by = new Map();
  parts.forEach((part, place) => {
    [part.label, ...part.hits].forEach((hit) => by.set(hit, part));
    part.label.classList.add("course-part");
    setAttribute(part.label, "role", "button");
    setAttribute(part.label, "tabindex", place === 0 ? 0 : -1);
    setAttribute(part.label, "aria-label", part.called);
  });
  let view = null;
  let hovered = null;
  let focused = null;

  const partAt = (event) => {
    for (let node = event.target; node && node !== element; node = node.parentNode) if (by.has(node)) return by.get(node);
    return null;
  };

  element.addEventListener("pointermove", (event) => show({ over: partAt(event) }));
  element.addEventListener("pointerleave", () => show({ over: null }));
  element.addEventListener("mousedown", (event) => partAt(event) && event.preventDefault()); // the stage keeps the keys
  element.addEventListener("click", (event) => {
    const part = partAt(event);
    if (part) session.point(part);
  });
  element.addEventListener("focusin", (event) => show({ on: partAt(event) }));
  element.addEventListener("focusout", () => show({ on: null }));
  element.addEventListener("keydown", (event) => {
    const part = partAt(event);
    if (event.key === "Escape") show({ over: null });
    if (!part || event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) walk(part, by);
    else if (event.key === "Enter" || event.key === " ") session.point(part);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  function walk(part, by) {
    const seen = parts.filter(({ label }) => label.checkVisibility({ visibilityProperty: true }));
    const next = seen[Math.min(Math.max(seen.indexOf(part) + by, 0), seen.length - 1)];
    parts.forEach(({ label }) => setAttribute(label, "tabindex", label === next.label ? 0 : -1));
    next.label.focus({ preventScroll: true });
  }

  function show({ over = hovered, on = focused }) {
    if (over === hovered && on === focused) return;
    if (focused && on !== focused) setAttribute(focused.label, "aria-label", focused.called); // its numbers would go stale
    [hovered, focused] = [over, on];
    tell();
  }

  function tell() {
    const part = hovered ?? focused;
    const seen = part && [part.label, ...part.hits].find((one) => one.checkVisibility({ visibilityProperty: true }));
    setAttribute(tip, "hidden", !seen); // a panel may cover the picture
    if (!seen) return;
    const lines = toldOf(part, view).map(([symbol, text]) =>
      make("div", {}, `${symbol} `, make("span", { class: "course-number" }, text ? `= ${text}` : "not yet known")));
    tip.replaceChildren(...lines);
    if (focused) setAttribute(focused.label, "aria-label", toldWords(focused, view));
    stand(seen.getBoundingClientRect());
  }

  /** The tip stands above its part, and inside the picture. */
  function stand(box) {
    const frame = element.getBoundingClientRect();
    const middle = box.left + box.width / 2 - frame.left - tip.offsetWidth / 2;
    const above = box.top - frame.top - tip.offsetHeight - 6;
    tip.style.left = `${Math.min(Math.max(middle, 0), frame.width - tip.offsetWidth)}px`;
    tip.style.top = `${above >= 0 ? above : box.bottom - frame.top + 6}px`;
  }

  function update(now) {
    view = now;
    picture.update(now);
    if (hovered || focused) tell();
  }
  return { element, update };
}
