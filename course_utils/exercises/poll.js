// The browser's part of a poll: choices as radio buttons, then the discussion of each.
// It holds all texts, so that it goes on answering when the kernel is busy or gone.

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

function rich(tag, html) {
  return make(tag, { innerHTML: html }); // escaped and marked up by Python
}

/** A name that no other poll on the page has; each poll has its own copy of this module, so counting would not do. */
function freshName() {
  return `course-poll-${Math.random().toString(36).slice(2)}`;
}

function choices(model, name, update) {
  const { question, choices } = model.get("content");
  const rows = choices.map(([letter, text]) => {
    const input = make("input", { type: "radio", name, value: letter });
    input.addEventListener("change", () => update({ choice: letter }));
    return make("label", {}, input, rich("span", `${letter})&ensp;${text}`));
  });
  return make("fieldset", {}, rich("legend", question), ...rows);
}

/** A word behind a choice. */
function mark(kind, text) {
  return make("span", { className: `course-${kind}`, textContent: ` — ${text}` });
}

function discussion(model) {
  const { discussion, right, closing } = model.get("content");
  const list = make("dl");
  for (const [letter, choice, text] of discussion) {
    const term = rich("dt", `${letter})&ensp;${choice}`);
    if (letter === right) term.append(mark("right", "✓ right"));
    if (letter === model.get("choice")) term.append(mark("chosen", "your answer"));
    list.append(term, rich("dd", text));
  }
  return closing ? [list, rich("p", closing)] : [list];
}

function render({ model, el }) {
  const update = (changes) => {
    for (const [name, value] of Object.entries(changes)) model.set(name, value);
    model.save_changes();
  };
  const root = make("div", { className: "course-poll" });
  // JupyterLab would take arrows and letters for itself, as shortcuts and as moves between cells.
  root.dataset.lmSuppressShortcuts = "true";
  root.addEventListener("keydown", (event) => event.stopPropagation());
  const form = choices(model, freshName(), update);
  const toggle = make("button", { type: "button" });
  const again = make("button", { type: "button", textContent: "Start again" });
  const trouble = make("p", { className: "course-trouble" });
  const answer = make("div");
  trouble.setAttribute("role", "alert");
  answer.setAttribute("role", "status");
  toggle.addEventListener("click", () => update({ revealed: !model.get("revealed") }));
  again.addEventListener("click", () => {
    update({ choice: "", revealed: false });
    form.querySelector("input").focus();
  });
  root.append(form, toggle, again, trouble, answer);
  el.replaceChildren(root);

  const draw = () => {
    const [choice, revealed] = [model.get("choice"), model.get("revealed")];
    for (const input of form.querySelectorAll("input")) input.checked = input.value === choice;
    toggle.textContent = revealed ? "Hide the discussion" : "Show the discussion";
    toggle.setAttribute("aria-expanded", String(revealed));
    toggle.disabled = again.disabled = !choice;
    toggle.title = choice ? "" : "Choose an answer first";
    trouble.textContent = model.get("error");
    trouble.hidden = !model.get("error");
    answer.replaceChildren(...(revealed ? discussion(model) : []));
  };
  const watched = ["choice", "revealed", "error"].map((name) => `change:${name}`); // some hosts know no list of names
  watched.forEach((event) => model.on(event, draw));
  draw();
  return () => watched.forEach((event) => model.off(event, draw));
}

export default { render };
