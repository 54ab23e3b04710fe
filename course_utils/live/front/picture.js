// The picture: an image whose alternative text is its description, and over it what has changed since, while it moves.

import { make, setAttribute } from "./dom.js";

const CHUNK = 8192; // bytes at once: a call takes no more than some ten thousand arguments

/** Whether parts of a picture can be shown. The browser decodes them at once, a frame sooner than a new
 * image, which it loads among all else that the page does. */
export const canPatch = "ImageDecoder" in window;

export function pictureOf({ width, height }) {
  const image = make("img", { width, height, draggable: "false" });
  const part = make("canvas", { class: "course-part", "aria-hidden": "true", hidden: true });
  const element = make("div", { class: "course-picture" }, image, part);
  const context = part.getContext("2d");
  let shown = 0; // how many pictures so far: one that was overtaken is not shown
  image.decoding = "sync"; // the old picture stays until the new one is whole

  /** Show a whole picture; with a `box`, the part there of the one that was whole. */
  async function show(bytes, format, description, box) {
    shown += 1;
    const mine = shown;
    setAttribute(image, "alt", description);
    if (!box) image.src = address(bytes, format);
    if (!box || !image.complete) await image.decode().catch(() => {});
    const decoded = box && (await decodedFrom(bytes, format));
    if (mine === shown && box) lay(decoded, box);
    else if (mine === shown) setAttribute(part, "hidden", true);
    decoded?.close();
  }

  /** Over the whole image, so that both come to stand on the same pixels of the screen. */
  function lay(decoded, [left, top]) {
    const { naturalWidth: width, naturalHeight: height } = image;
    if (part.width !== width || part.height !== height) Object.assign(part, { width, height });
    context.clearRect(0, 0, width, height);
    context.drawImage(decoded, left, top);
    setAttribute(part, "hidden", false);
    setAttribute(part, "data-shown", shown);
  }
  return { element, show };
}

async function decodedFrom(bytes, format) {
  const decoder = new ImageDecoder({ data: bytes, type: format });
  const { image } = await decoder.decode();
  decoder.close();
  return image;
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
