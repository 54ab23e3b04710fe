// A worksheet: what is known before the first step, the diagram, and every step of one update as a
// question with room for the answer. The key is the same sheet with the answers in their places.

import { diagram } from "./diagram.js";
import { make } from "../../live/front/dom.js";
import { bracketed, fill, mathLine, slotsIn } from "./maths.js";
import { short } from "./numbers.js";
import { Rows } from "./rows.js";

export function createWorksheet(host, trace, { update, key }) {
  const row = new Rows(trace.rows, trace.quantities.length).get(update);
  const number = (quantity) => short(row[quantity]);
  const picture = diagram(trace);
  picture.update(atRest(trace, number));
  const title = `${trace.name}${trace.updates ? `, update ${update}` : ""}${key ? ": the key" : ""}`;
  const sections = trace.phases.map((phase) => section(trace, phase, number, key));
  host.classList.add("course-stepper"); // for the looks of diagram and formulas
  host.append(make("h1", {}, title), key ? "" : who(), picture.element, advice(rate(trace, number), key), ...sections);
}

/** A view of the diagram before anything has been computed. */
function atRest(trace, number) {
  const given = (quantity) => trace.quantities[quantity].born === -1;
  const latest = (quantities) => {
    const known = quantities.findLast(given);
    return known === undefined ? "" : number(known);
  };
  return { trace, step: { light: { nodes: {}, edges: {} }, notes: [] }, latest };
}

function who() {
  const line = (word) => make("span", {}, `${word} `, make("span", { class: "course-blank" }));
  return make("p", { class: "course-who" }, line("Name"), " ", line("Date"));
}

/** The learning rate, which has no place in the diagram. */
function rate(trace, number) {
  const place = trace.quantities.findIndex((quantity) => quantity.name === "learning_rate");
  return place < 0 ? "" : `Learning rate ${trace.quantities[place].symbol} = ${number(place)}. `;
}

function advice(given, key) {
  const blank = "Carry all the digits that you have from line to line; write four significant digits.";
  return make("p", { class: "course-advice" }, given, key ? "Four significant digits; each line uses full precision." : blank);
}

function section(trace, phase, number, key) {
  const asked = trace.steps.slice(phase.first, phase.last + 1).filter((step) => step.result !== null);
  const rows = asked.map((step) => question(step, trace.steps.indexOf(step), number, key));
  const body = make("tbody", {}, ...rows);
  return make("table", { class: `course-phase course-${phase.key}` }, make("caption", {}, phase.label), body);
}

function question(step, place, number, key) {
  const lines = [...step.formula, ...(key ? step.numbers : [])].map(mathLine);
  const answer = key ? make("strong", {}, bracketed(number(step.result), false)) : make("span", { class: "course-blank" });
  const cells = [String(place), step.title, make("div", {}, ...lines), answer];
  const row = make("tr", {}, ...cells.map((cell) => make("td", {}, cell)));
  fill(slotsIn(row), number);
  return row;
}
