// The picture: an image whose alternative text is its description.

import { make, put } from "./dom.js";

const CHUNK = 8192; // bytes at once: a call takes no more than some ten thousand arguments

export function pictureOf({ width, height }) {
  const image = make("img", { width, height, draggable: "false" });
  const element = make("div", { class: "course-picture" }, image);
  image.decoding = "sync"; // the old picture stays until the new one is whole

  function show(bytes, format, description) {
    image.src = address(bytes, format);
    put(image, "alt", description);
  }

  /** Where a pointer is, as fractions from the left and the upper edge. */
  function fractions(event) {
    const box = image.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  }
  return { element, show, fractions };
}

/** An address that holds the picture itself. The address of a Blob takes three times as long from here to the screen:
 * the browser's main process is asked for bytes that this page holds already. */
function address(bytes, format) {
  const view = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let text = "";
  for (let start = 0; start < view.length; start += CHUNK) {
    text += String.fromCharCode.apply(null, view.subarray(start, start + CHUNK));
  }
  return `data:${format};base64,${btoa(text)}`;
}
