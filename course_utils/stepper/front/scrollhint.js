// A panel whose content is longer than it says so, in words at its lower edge, until the end has been seen.

import { make, setAttribute } from "../../live/front/dom.js";

const NOTHING = 6; // pixels that do not count

export function scrollHint(panel) {
  const words = make("p", { class: "course-more", "aria-hidden": "true" }, "↓ more below");
  panel.append(words);
  const look = () => setAttribute(words, "data-more", panel.scrollHeight - panel.scrollTop - panel.clientHeight > NOTHING);
  panel.addEventListener("scroll", look, { passive: true });
  new ResizeObserver(look).observe(panel); // it lives as long as the panel does
  return look;
}
