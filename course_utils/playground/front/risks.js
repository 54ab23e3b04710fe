// The risks so far, over the logarithm of the updates: training blue, test green and dashed, true
// violet and wide, the Bayes risk dotted.

import { fourDigits } from "../../live/front/canvas.js";
import { apart, widthOf } from "../../live/front/text.js";

const LINES = [
  ["true", 3, "loss", 2.8, []],
  ["test", 2, "update", 1.9, [6, 3]],
  ["train", 1, "forward", 1.9, []],
];

/** The risks on the way to those on the screen: the rows of a whole state, which may be behind it, and what was shown since. */
export function rowsUpTo([now], { history }, shown) {
  const rows = Array.from({ length: history.length / 4 }, (_, row) => [...history.subarray(4 * row, 4 * row + 4)]);
  const [last] = rows[rows.length - 1];
  return [...rows, ...shown.filter(([when]) => when > last && when <= now)];
}

export function drawRisks({ context }, frame, history, colours, { curves, em, fontSize }) {
  const { left, top, width, height } = curves;
  const { top: most, bayes, reached: [first, last], ticks } = frame.scene;
  const x = (when) => left + ((when - first) / (last - first)) * width;
  const y = (risk) => top + height - Math.min(risk / most, 1.02) * height;
  context.strokeStyle = colours.text("quiet");
  context.lineWidth = 1;
  context.strokeRect(left, top, 0, height);
  context.strokeRect(left, top + height, width, 0);
  context.fillStyle = colours.text("quiet");
  context.font = `${fontSize}px system-ui, sans-serif`;
  context.textBaseline = "top";
  context.textAlign = "center";
  const clear = (words) => 1 - widthOf(words, fontSize) / 2 / width; // beyond this share a number would reach the legend
  const shares = ticks.map(([words, when]) => [Math.max(Math.min((when - first) / (last - first), clear(words)), 0), words]);
  for (const [share, words] of apart(shares, width, (words) => widthOf(words, fontSize) + 0.4 * fontSize)) {
    context.fillText(words, left + share * width, top + height + 0.2 * em);
  }
  context.textAlign = "right";
  context.textBaseline = "middle";
  context.fillText(fourDigits(most), left - 0.2 * em, top);
  context.fillText("0", left - 0.2 * em, top + height);
  if (bayes !== null) line(context, [[left, y(bayes)], [left + width, y(bayes)]], "ink", 1.6, [1.5, 3], colours);
  for (const [, column, role, wide, dashes] of LINES) {
    const points = history.filter((row) => Number.isFinite(row[column])).map((row) => [x(row[0]), y(row[column])]);
    line(context, points, role, wide, dashes, colours);
  }
  drawLegend(context, frame, colours, curves, em, fontSize);
}

function line(context, points, role, wide, dashes, colours) {
  context.beginPath();
  points.forEach((point, place) => (place ? context.lineTo(...point) : context.moveTo(...point)));
  context.strokeStyle = colours.text(role);
  context.lineWidth = wide;
  context.setLineDash(dashes);
  context.stroke();
  context.setLineDash([]);
}

/** Each risk with a sample of its line. */
function drawLegend(context, { risks, scene }, colours, { left, top, width }, em, fontSize) {
  const [, train, test, real] = risks;
  const rows = [["train", train, 2], ["test", test, 1], ["true", real, 0]].map(([name, value, place]) => [name, value, ...LINES[place].slice(2)]);
  if (scene.bayes !== null) rows.push(["Bayes", scene.bayes, "ink", 1.6, [1.5, 3]]);
  const start = left + width + 0.5 * fontSize;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.font = `${fontSize}px system-ui, sans-serif`;
  rows.filter(([, value]) => Number.isFinite(value)).forEach(([name, value, role, wide, dashes], place) => {
    const at = top + 0.1 * em + 1.2 * place * fontSize; // the last above the numbers of the axis
    line(context, [[start, at], [start + 1.1 * fontSize, at]], role, wide, dashes, colours);
    context.fillStyle = colours.text(role);
    context.fillText(`${name} ${value.toFixed(3)}`, start + 1.4 * fontSize, at);
  });
}
