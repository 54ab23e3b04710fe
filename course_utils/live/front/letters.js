// Letters in a picture: how wide words are, and the longest of several wordings that fits.

const FAMILY = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'; // as in live.css
const BOLD = 650;
let ruler = null;

/** The width in pixels of words in letters of this size. */
export function widthOf(words, letters, bold = false) {
  ruler ??= document.createElement("canvas").getContext("2d");
  ruler.font = `${bold ? BOLD : 400} ${letters}px ${FAMILY}`;
  return ruler.measureText(words).width;
}

/** The first of some words that is no wider than the room, or the last. */
export function fitting(ways, room, letters, bold = false) {
  return ways.find((words) => widthOf(words, letters, bold) <= room) ?? ways[ways.length - 1];
}

/** Labels [share, words] along a length: all of them, or every second, third, … if they would touch; `room(words)` is
 *  what each takes. */
export function apart(labels, length, room) {
  const touch = ([one, before], [other, after]) => Math.abs(other - one) * length < (room(before) + room(after)) / 2;
  for (let every = 1; every < labels.length; every += 1) {
    const kept = labels.filter((_, place) => place % every === 0);
    if (!kept.some((label, place) => place > 0 && touch(kept[place - 1], label))) return kept;
  }
  return labels.slice(0, 1);
}
