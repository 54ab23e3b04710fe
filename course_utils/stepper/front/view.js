// A view is the session as it is to be shown at one moment: numbers as text, what is known by now, what
// is hidden. Parts of the page read it and change nothing.

import { bracketed } from "./maths.js";
import { full, grouped, short } from "./numbers.js";

export function viewOf(session) {
  const { trace, rows, place, options, port, shown: update } = session;
  const row = rows.get(update);
  const step = session.step;
  const write = options.digits ? full : short;
  const born = trace.quantities.map((quantity) => quantity.born);
  const covered = session.hidden ? step.result : null;
  const isKnown = (quantity) => born[quantity] !== null && born[quantity] <= place.step && !Number.isNaN(row[quantity]);
  const number = (quantity, digits) =>
    quantity === covered ? "?" : digits ? short(row[quantity], digits) : write(row[quantity]);
  return {
    session,
    trace,
    step,
    index: place.step,
    update,
    asked: place.update,
    row,
    options,
    phase: trace.phases[step.phase],
    hidden: session.hidden,
    verdict: session.verdict,
    playing: session.play.on,
    stale: session.edits.waiting,
    waiting: !rows.has(place.update),
    number,
    /** The last of these quantities that is known by now, as text, of so many digits if given; "" if none is. */
    latest: (quantities, digits) => {
      const known = quantities.findLast(isKnown);
      return known === undefined ? "" : number(known, digits);
    },
    /** All that is known by now, in the order in which it became so: symbol, text, and the role of what this step makes. */
    known: () => trace.quantities.map((_, quantity) => quantity).filter(isKnown).sort((one, other) => born[one] - born[other])
      .map((quantity) => [trace.quantities[quantity].symbol, number(quantity), quantity === step.result ? trace.phases[step.phase].key : null]),
    where: placeWords(session, update),
    spoken: step.say.replace(/\{(\d+)(p?)\}/g, (_, quantity, careful) => bracketed(number(Number(quantity)), careful)),
    notice: noticeWords(session, update),
  };
}

function placeWords({ trace, place }, update) {
  const step = `step ${place.step + 1} of ${trace.steps.length}`;
  return trace.updates > 0 ? `${step} · update ${grouped(update)}` : step;
}

function noticeWords(session, shown) {
  const { port, place, rows } = session;
  if (session.late && (session.edits.waiting || port.waits("rows"))) {
    return "Python is busy; the picture will change when it answers.";
  }
  if (session.edits.waiting) return "Recomputing …";
  if (session.remark) return session.remark;
  if (!rows.has(place.update)) {
    return `Update ${grouped(place.update)} is on its way from Python; showing ${grouped(shown)}, the nearest that this page holds.`;
  }
  return "";
}
