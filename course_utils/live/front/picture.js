// The picture: an image whose alternative text is its description.

import { make, put } from "./dom.js";

export function pictureOf({ width, height }) {
  const image = make("img", { width, height, draggable: "false" });
  const element = make("div", { class: "course-picture" }, image);
  let address = null;
  image.decoding = "sync"; // the old picture stays until the new one is whole

  function show(bytes, format, description) {
    const last = address;
    address = URL.createObjectURL(new Blob([bytes], { type: format }));
    image.src = address;
    put(image, "alt", description);
    if (last) URL.revokeObjectURL(last);
  }

  /** Where a pointer is, as fractions from the left and the upper edge. */
  function fractions(event) {
    const box = image.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  }
  return { element, show, fractions, close: () => address && URL.revokeObjectURL(address) };
}
