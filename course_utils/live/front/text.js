// Text in a picture: how wide words are, the longest of several wordings that fits, and where a name is clear of a line.

const FAMILY = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'; // as in live.css
const BOLD = 650;
let ruler = null;

/** The width in pixels of words in a font of this size. */
export function widthOf(words, em, bold = false) {
  ruler ??= document.createElement("canvas").getContext("2d");
  ruler.font = `${bold ? BOLD : 400} ${em}px ${FAMILY}`;
  return ruler.measureText(words).width;
}

/** The first of some words that is no wider than the room, or the last. */
export function fitting(ways, room, em, bold = false) {
  return ways.find((words) => widthOf(words, em, bold) <= room) ?? ways[ways.length - 1];
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

/** The first of the places for a box [left, top, width, height] in a room [width, height] that holds none of the points: where
 *  it is, then along its row towards the other side, then in rows towards the middle. Where there is none, where it is. */
export function clearOf(box, room, points) {
  const [left, top, wide, high] = box;
  const inwards = [0, 1].map((axis) => (box[axis] + box[axis + 2] / 2 > room[axis] / 2 ? -1 : 1));
  const rows = Array.from({ length: Math.ceil(room[1] / high / 2) }, (_, row) => top + inwards[1] * row * high);
  const steps = Array.from({ length: Math.ceil(room[0] / high) }, (_, step) => left + inwards[0] * step * high);
  const places = rows.flatMap((y) => steps.map((x) => [x, y])).filter(([x, y]) => x >= 0 && y >= 0 && x + wide <= room[0] && y + high <= room[1]);
  const isClear = ([x, y]) => !points.some(([across, down]) => across > x && across < x + wide && down > y && down < y + high);
  return [...(places.find(isClear) ?? [left, top]), wide, high];
}
