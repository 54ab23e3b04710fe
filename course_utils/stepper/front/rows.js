// A row is the numbers of one update. This page holds some rows; the kernel can send the others.

export class Rows {
  constructor(block, width) {
    this.width = width;
    this.held = new Map();
    this.add(block);
  }

  /** Take in a block of rows as Python sends it: updates, and their numbers as base64 of float64. */
  add(block) {
    const bytes = Uint8Array.from(atob(block.numbers), (sign) => sign.charCodeAt(0));
    const numbers = new Float64Array(bytes.buffer);
    block.update.forEach((update, place) => {
      this.held.set(update, numbers.subarray(place * this.width, (place + 1) * this.width));
    });
    this.order = [...this.held.keys()].sort((one, other) => one - other);
  }

  has(update) {
    return this.held.has(update);
  }

  get(update) {
    return this.held.get(update);
  }

  /** The update held that is nearest to `update`. */
  nearest(update) {
    return this.order.reduce((best, held) => (Math.abs(held - update) < Math.abs(best - update) ? held : best));
  }

  /** The next update held in the direction of sign (1 or −1), undefined if there is none. */
  beyond(update, sign) {
    return sign > 0 ? this.order.find((held) => held > update) : this.order.findLast((held) => held < update);
  }

  /** Whether all updates within `margin` of `update` (inside 1 … last) are held. */
  covers(update, margin, last) {
    for (let near = Math.max(1, update - margin); near <= Math.min(last, update + margin); near += 1) {
      if (!this.held.has(near)) return false;
    }
    return true;
  }
}
