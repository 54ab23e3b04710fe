// How numbers are written and read: four significant digits on the screen, all of them on demand.
// The rules are those of course_utils/engine: trace/notation.py writes, typed_numbers.py reads; tests compare them.

const SUPERSCRIPTS = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };

const FIGURES = Object.fromEntries(Object.entries(SUPERSCRIPTS).map(([figure, above]) => [above, figure]));
const SPACES = " \\t\\n\\r\\u00a0\\u2000-\\u200a\\u202f\\u205f\\u3000";
const ENDS = new RegExp(`^[${SPACES}]+|[${SPACES}]+$`, "g");
const POWER = new RegExp(`[${SPACES}]*×[${SPACES}]*10\\^?([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+|[-+]?[0-9]+)$`);
const PARTS = /^([-+]?)(.*?)([eE][-+]?[0-9]+)?$/s; // sign, digits and separators, power of ten
const AMBIGUOUS = /^[1-9][0-9]{0,2},[0-9]{3}$/;
const DECIMAL = /^([0-9]+[.,]?[0-9]*|[.,][0-9]+)$/;
const GROUPED = new RegExp(`^([1-9][0-9]{0,2}([${SPACES}'’.,])[0-9]{3}(?:\\2[0-9]{3})*)(?:(?!\\2)[.,]([0-9]+))?$`);
const NOT_FINITE = /^[-+]?(nan|inf|infinity|∞)$/i;
const PRINTED = /^[1-9][0-9]{0,2}(,[0-9]{3})+$/; // as `grouped` writes it

/** value to four significant digits, or fewer: 0.5933, −0.0226, 3.51×10⁻⁵. */
export function short(value, digits = 4) {
  return Number.isFinite(value) ? written(value.toExponential(digits - 1)) : special(value);
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

/** What a person typed: { value }, a finite number, or { words } that say in a sentence what came instead. */
export function typedNumber(text) {
  const plain = text.replace(ENDS, "").replace(/[−–]/g, "-").replace(POWER, (_, figures) =>
    `e${[...figures].map((figure) => FIGURES[figure] ?? figure).join("")}`);
  const [, sign, typed, power = ""] = PARTS.exec(plain);
  if (AMBIGUOUS.test(typed)) return { words: bothWays(text, sign.replace("-", "−"), typed, power) };
  const digits = DECIMAL.test(typed) ? typed : together(typed);
  const value = DECIMAL.test(digits) ? Number(sign + digits.replace(",", ".") + power) : NaN;
  if (Number.isFinite(value)) return { value };
  const kind = DECIMAL.test(digits) || NOT_FINITE.test(plain) ? "a finite number" : "a number";
  return { words: `“${shortened(text)}” is not ${kind}. Type one such as 0.25 or −1e-3.` };
}

/** 1 000,5 → 1000.5: digits whose thousands stand apart, without that; other text as it is. */
function together(digits) {
  const found = GROUPED.exec(digits);
  return found ? `${found[1].replace(/[^0-9]/g, "")}.${found[3] ?? "0"}` : digits;
}

/** 1,000 → 1.0 or 1000; 1,500 → 1.5 or 1500. */
function bothWays(text, sign, digits, power) {
  const [whole, part] = digits.split(",");
  const decimal = `${sign}${whole}.${part.replace(/0+$/, "") || "0"}${power}`;
  return `“${shortened(text)}” can be read in two ways. Write ${decimal} or ${sign}${whole}${part}${power}.`;
}

/** Typed text, cut where it is long. */
export function shortened(text, most = 20) {
  const signs = [...text.replace(ENDS, "")];
  return signs.length <= most ? signs.join("") : `${signs.slice(0, most - 1).join("")}…`;
}

/** Whether typed is value to within one unit of its third significant digit (the slides truncate). */
export function matches(typed, value, digits = 3) {
  if (value === 0) return Math.abs(typed) < 1e-9;
  const [, power] = parts(value.toExponential());
  return Math.abs(typed - value) < Number(`1e${power - digits + 1}`);
}

/** A whole number with its thousands apart: 10,000. */
export function grouped(count) {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** What a person typed as a count from 1 to `last`, as 10000, 10,000 or 10 000: { value } or { words }. */
export function typedCount(text, last) {
  const plain = text.replace(ENDS, "");
  const { value } = typedNumber(PRINTED.test(plain) ? plain.replaceAll(",", "") : plain);
  const whole = Number.isInteger(value) && !(/[.,]/.test(plain) && !PRINTED.test(plain));
  if (whole && value >= 1 && value <= last) return { value };
  const range = `1 to ${grouped(last)}`;
  if (whole) return { words: `There is no update ${shortened(text)}: type one from ${range}.` };
  return { words: `“${shortened(text)}” is not a whole number. Type an update from ${range}.` };
}
