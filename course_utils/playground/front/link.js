// A link that holds a set-up: the address of a page and #playground=…. The first playground that the page opens shows
// it; anything but a set-up is refused with the same message as if it had been typed.

import { make, setText } from "../../live/front/dom.js";

const NAME = "playground";
const DONE = "coursePlaygroundLink"; // on the body: the address has been read

/** Show the set-up of the page's address, once. */
export function openLink(events) {
  if (DONE in document.body.dataset) return;
  document.body.dataset[DONE] = "";
  const text = new URLSearchParams(window.location.hash.slice(1)).get(NAME);
  if (text) setTimeout(() => events.put({ type: "set", name: "setup", text }));
}

/** A button beside the set-up that copies such a link; where the browser does not allow it, the link is shown. */
export function addCopy(root) {
  const field = root.querySelector("textarea[aria-label='set-up']");
  if (!field) return;
  const shown = make("input", { type: "text", readonly: true, size: 30, "aria-label": "link", hidden: true });
  const button = make("button", { type: "button", onclick: copy }, "copy a link");
  field.closest("label").after(button, shown);

  async function copy() {
    const address = new URL(window.location.href);
    address.hash = new URLSearchParams({ [NAME]: field.value }).toString();
    shown.value = address.href;
    try {
      await navigator.clipboard.writeText(address.href);
      setText(button, "link copied");
    } catch {
      shown.hidden = false;
      shown.focus();
      shown.select();
    }
  }
}
