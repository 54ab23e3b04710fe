// Predict, then reveal: while a result is hidden, the card takes a number and says what it thinks of it.

import { make, setAttribute, setText } from "../../live/front/dom.js";
import { atRest, toStage } from "./focus.js";

export function predictForm(session) {
  const label = make("span", { class: "course-asked" });
  const field = make("input", {
    class: "course-answer", type: "text", inputmode: "text", autocomplete: "off", spellcheck: "false", "aria-label": "your answer",
  });
  const check = make("button", { class: "course-small", type: "submit" }, "check");
  const reveal = make("button", { class: "course-small", type: "button", onclick: () => session.reveal() }, "reveal");
  const line = make("form", { class: "course-guess" }, label, field, check, reveal);
  const verdict = make("p", { class: "course-verdict", role: "status" });
  const element = make("div", { class: "course-predicting" }, line, verdict);
  let spot = "";

  line.addEventListener("submit", (event) => {
    event.preventDefault();
    if (field.value.trim() === "") session.reveal();
    else session.answer(field.value);
    atRest(field, field.value); // judged: the keys step again, and a figure begins another answer
    toStage(field);
  });

  function update(view) {
    const judged = view.verdict;
    setAttribute(element, "hidden", !view.hidden && !judged);
    setAttribute(line, "hidden", !view.hidden);
    if (spot !== session.spot) {
      spot = session.spot;
      atRest(field, "");
    }
    if (view.hidden) setText(label, `${view.step.predict.ask} =`);
    if (view.hidden) setAttribute(field, "aria-label", `your answer for ${view.step.predict.ask}`);
    setAttribute(verdict, "data-role", judged ? (judged.right ? "correct" : "warning") : null);
    setText(verdict, judged ? `${judged.right ? "✓ " : ""}${judged.words}` : "");
    setAttribute(field, "aria-invalid", judged && !judged.right ? "true" : null);
  }
  return { element, update };
}
