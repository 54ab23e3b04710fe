// How numbers are written and read: four significant digits on the screen, all of them on demand.
// The rule is the one of course_utils/engine/trace/numbers.py; a test compares the two.

const SUPERSCRIPTS = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };

const FIGURES = Object.fromEntries(Object.entries(SUPERSCRIPTS).map(([figure, above]) => [above, figure]));
const POWER = /\s*×\s*10\^?([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+|[-+]?\d+)$/;

/** value to four significant digits: 0.5933, −0.0226, 3.51×10⁻⁵. */
export function short(value) {
  return Number.isFinite(value) ? written(value.toExponential(3)) : special(value);
}

/** value with every digit that it has: the shortest text that reads back as the same number. */
export function full(value) {
  return Number.isFinite(value) ? written(value.toExponential()) : special(value);
}

function special(value) {
  return Number.isNaN(value) ? "–" : value > 0 ? "∞" : "−∞";
}

/** "5.933e-1" in fixed point from 1e-4 up to 1e6, else as mantissa × 10^exponent. */
function written(scientific) {
  const [mantissa, power] = parts(scientific);
  const digits = mantissa.replace(".", "").replace(/0+$/, "");
  if (digits === "") return "0";
  const sign = scientific.startsWith("-") ? "−" : "";
  if (power >= -4 && power < 0) return `${sign}0.${"0".repeat(-power - 1)}${digits}`;
  if (power >= 0 && power < 6) return sign + pointed(digits.padEnd(power + 1, "0"), power + 1);
  return `${sign}${pointed(digits, 1)}×10${[...String(power)].map((figure) => SUPERSCRIPTS[figure]).join("")}`;
}

function parts(scientific) {
  const [mantissa, power] = scientific.replace(/^-/, "").split("e");
  return [mantissa, Number(power)];
}

function pointed(digits, place) {
  return digits.length > place ? `${digits.slice(0, place)}.${digits.slice(place)}` : digits;
}

/** What a person typed, as a number; NaN for anything else. Takes 0,5 and .5, − and -, 1e-5 and 1×10⁻⁵. */
export function parse(text) {
  const plain = text.trim().replace(/[−–]/g, "-").replace(",", ".").replace(POWER, (_, figures) =>
    `e${[...figures].map((figure) => FIGURES[figure] ?? figure).join("")}`);
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
}

/** Whether typed is value but for less than one unit of its third significant digit (the slides truncate). */
export function matches(typed, value, digits = 3) {
  if (value === 0) return Math.abs(typed) < 1e-9;
  const [, power] = parts(value.toExponential());
  return Math.abs(typed - value) < Number(`1e${power - digits + 1}`);
}

/** A whole number with its thousands apart: 10,000. */
export function grouped(count) {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** What a person typed as the number of an update: 10000, 10,000 or 10 000; NaN for anything else. */
export function parseCount(text) {
  const plain = text.trim().replace(/[\s,.'’]/g, "");
  return /^\d+$/.test(plain) ? Number(plain) : NaN;
}
