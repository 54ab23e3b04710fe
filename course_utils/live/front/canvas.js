// A canvas that is crisp at any zoom, in the colours of the theme, and maps of bytes on it: a byte of 0 is −1, one of
// 255 is 1, and the sign changes between 127 and 128.

import { make } from "./dom.js";

const MIDDLE = 127.5;

/** A canvas as large as its element; `redraw` is called when size or zoom have changed. It is opaque, so that
 *  nothing below has to be blended in. */
export function canvasOf(redraw) {
  const element = make("canvas", { "aria-hidden": "true" });
  const context = element.getContext("2d", { alpha: false });
  let size = [0, 0];
  const measure = () => (size = [element.clientWidth, element.clientHeight]);
  const watch = new ResizeObserver(() => {
    measure();
    redraw();
  });
  watch.observe(element);

  /** Whether there is anything to draw on. It asks for the size only where it is not known: the page would be laid out. */
  const isShown = () => size[0] > 0 || measure()[0] > 0;

  /** An empty page of one colour, in CSS pixels: {context, width, height, zoom}. */
  function clear(colour) {
    const [width, height] = size;
    const zoom = window.devicePixelRatio || 1;
    if (element.width !== Math.round(width * zoom) || element.height !== Math.round(height * zoom)) {
      element.width = Math.round(width * zoom);
      element.height = Math.round(height * zoom);
    }
    context.setTransform(zoom, 0, 0, zoom, 0, 0);
    context.fillStyle = colour;
    context.fillRect(0, 0, width, height);
    return { context, width, height, zoom };
  }
  return { element, isShown, clear, close: () => watch.disconnect() };
}

/** What seldom changes, painted on a canvas of its own and copied into each picture, pixel by pixel. */
export function layerOf() {
  const room = document.createElement("canvas");
  const own = room.getContext("2d");
  let known = [];

  /** `paint({context})` draws within the box {left, top, width, height}, in CSS pixels; anew when one of `key` differs. */
  return ({ context, zoom }, box, key, paint) => {
    const [left, top] = [box.left, box.top].map((start) => Math.floor(start * zoom));
    const [right, bottom] = [box.left + box.width, box.top + box.height].map((end) => Math.ceil(end * zoom));
    const now = [left, top, right, bottom, zoom, ...key];
    if (now.length !== known.length || now.some((part, place) => part !== known[place])) {
      known = now;
      Object.assign(room, { width: right - left, height: bottom - top }); // and empty
      own.setTransform(zoom, 0, 0, zoom, -left, -top);
      paint({ context: own });
    }
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.drawImage(room, left, top);
    context.setTransform(zoom, 0, 0, zoom, 0, 0);
  };
}

/** The colours of the roles as they are now, [red, green, blue] and as text: colours.rgb("ink"), colours.text("ink").
 * `colours.signed()` are the signed colours in full strength; `colours.now()` is another object when they may be others. */
export function coloursOf(root) {
  const probe = make("i", { style: "display: none; forced-color-adjust: none" });
  root.append(probe);
  let known = {};
  let table = null;
  const forced = window.matchMedia("(forced-colors: active)");
  const forget = () => ([known, table] = [{}, null]);
  forced.addEventListener("change", forget);

  function text(role) {
    if (!known[role]) {
      probe.style.color = `var(--look-${role})`;
      known[role] = getComputedStyle(probe).color;
    }
    return known[role];
  }
  const rgb = (role) => text(role).match(/[\d.]+/g).slice(0, 3).map(Number);
  const signed = () => (table ??= signedColours({ rgb }));
  return { text, rgb, signed, forget, now: () => known, close: () => forced.removeEventListener("change", forget) };
}

/** 256 colours from −1 (low) over 0 (the ground) to 1 (high), each as strong as it is large, `strength` at most. */
export function signedColours(colours, strength = 1) {
  const [low, ground, high] = ["backward", "ground", "forward"].map(colours.rgb);
  const table = new Uint8ClampedArray(4 * 256);
  for (let byte = 0; byte < 256; byte += 1) {
    const share = ((byte - MIDDLE) / MIDDLE) * strength;
    const end = share < 0 ? low : high;
    for (let part = 0; part < 3; part += 1) table[4 * byte + part] = ground[part] + Math.abs(share) * (end[part] - ground[part]);
    table[4 * byte + 3] = 255;
  }
  return new Uint32Array(table.buffer);
}

const IMAGES = new WeakMap(); // of each canvas the bytes of its image

/** Maps of bytes, side × side, one below the other, as an image; `room` is the canvas to use again. */
export function imageOf(bytes, side, table, room = document.createElement("canvas")) {
  const height = side * Math.round(bytes.length / (side * side));
  const context = room.getContext("2d");
  if (room.width !== side || room.height !== height || !IMAGES.has(room)) {
    Object.assign(room, { width: side, height });
    IMAGES.set(room, context.createImageData(side, height));
  }
  const image = IMAGES.get(room);
  const pixels = new Uint32Array(image.data.buffer);
  for (let place = 0; place < pixels.length; place += 1) pixels[place] = table[bytes[place]];
  context.putImageData(image, 0, 0);
  return room;
}

/** A map enlarged to size × size bytes, each the largest or the smallest there is: what is above 0, and what below. */
export function decided(bytes, side, size) {
  const result = new Uint8Array(size * size);
  const places = Array.from({ length: size }, (_, place) => Math.min(Math.max(((place + 0.5) * side) / size - 0.5, 0), side - 1.001));
  places.forEach((y, row) => {
    const above = Math.floor(y) * side;
    places.forEach((x, column) => {
      const left = Math.floor(x);
      const [u, v] = [x - left, y - Math.floor(y)];
      const at = (place) => bytes[place];
      const upper = at(above + left) * (1 - u) + at(above + left + 1) * u;
      const lower = at(above + side + left) * (1 - u) + at(above + side + left + 1) * u;
      result[row * size + column] = upper * (1 - v) + lower * v > MIDDLE ? 255 : 0;
    });
  });
  return result;
}

/** The border where a map changes its sign, as a path in a square of side `length`: marching squares. */
export function borderOf(bytes, side, length) {
  const path = new Path2D();
  const step = length / side;
  const along = (one, other) => (MIDDLE - one) / (other - one);
  for (let row = 0; row < side - 1; row += 1) {
    for (let column = 0; column < side - 1; column += 1) {
      const place = row * side + column;
      const a = bytes[place];
      const b = bytes[place + 1];
      const c = bytes[place + side + 1];
      const d = bytes[place + side];
      const above = (a > MIDDLE) + (b > MIDDLE) + (c > MIDDLE) + (d > MIDDLE);
      if (above === 0 || above === 4) continue;
      const high = [a > MIDDLE, b > MIDDLE, c > MIDDLE, d > MIDDLE];
      const x = (column + 0.5) * step;
      const y = (row + 0.5) * step;
      const cuts = [];
      if (high[0] !== high[1]) cuts.push([x + along(a, b) * step, y]);
      if (high[1] !== high[2]) cuts.push([x + step, y + along(b, c) * step]);
      if (high[3] !== high[2]) cuts.push([x + along(d, c) * step, y + step]);
      if (high[0] !== high[3]) cuts.push([x, y + along(a, d) * step]);
      for (let cut = 0; cut + 1 < cuts.length; cut += 2) {
        path.moveTo(...cuts[cut]);
        path.lineTo(...cuts[cut + 1]);
      }
    }
  }
  return path;
}

/** Four digits, with a proper minus sign. */
export function fourDigits(value) {
  if (!Number.isFinite(value)) return "–";
  return String(Number(value.toPrecision(4))).replace("-", "−");
}
