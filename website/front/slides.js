// Slides that fit: before reveal.js starts, every slide is measured, and what does not fit on it goes on to a new
// one below, under the same heading. A single part that is taller than a slide scrolls and says so.

const WIDTH = 1280;
const HEIGHT = 720;
const ROOM = HEIGHT - 2 * 36; // without the padding of a slide

const SHORT = 130; // a call of up to three lines
const SMALLEST_FIGURE = 430;

/** Take the blocks out of text cells, so that a slide can be split between paragraphs. */
function flatten(section) {
  for (const part of [...section.children]) {
    const text = part.querySelector(":scope > .text");
    if (!text) continue;
    for (const block of [...text.children]) {
      const piece = part.cloneNode(false);
      const inner = text.cloneNode(false);
      inner.append(block);
      piece.append(inner);
      part.before(piece);
    }
    part.remove();
  }
}

/** Move what does not fit to new slides after this one; a stepper takes a slide for itself. */
function split(section) {
  let current = section;
  for (const part of [...section.children]) {
    const stage = part.querySelector("iframe") !== null;
    if (current.matches(".stage") || (stage && worth(current, null))) current = following(current, section);
    if (current !== section) current.append(part);
    shrink(part);
    if (stage) makeStage(current);
    else if (part.offsetTop + part.offsetHeight > ROOM && worth(current, part)) {
      const moved = keptTogether(part);
      current = following(current, section);
      current.append(...moved);
      shrink(part);
    }
  }
}

/** A new slide after this one, under the heading that they share. */
function following(current, section) {
  const next = document.createElement("section");
  next.className = "continued";
  const heading = section.querySelector("h1, h2, h3");
  if (heading) next.append(running(heading));
  current.after(next);
  return next;
}

function makeStage(slide) {
  slide.classList.add("stage");
  slide.querySelector(":scope > .running")?.remove();
}

/** Whether a slide has more than its heading before this part (or at all): otherwise leaving it makes no sense. */
function worth(current, part) {
  const all = [...current.children];
  const before = part && all.includes(part) ? all.slice(0, all.indexOf(part)) : all.filter((other) => !other.querySelector("iframe"));
  return before.some((other) => !other.matches(".running") && !other.querySelector("h1, h2, h3"));
}

/** A heading goes with what it heads, a short call with the figure that it makes. */
function keptTogether(part) {
  const before = part.previousElementSibling;
  const heads = before?.querySelector(":scope > .text > :is(h2, h3, h4)");
  const calls = part.querySelector("figure") && before?.querySelector(":scope > .input") && before.offsetHeight <= SHORT;
  return heads || calls ? [before, part] : [part];
}

/** A figure that is a little too tall where it stands gets smaller, so far as it can still be read. */
function shrink(part) {
  const image = part.querySelector("figure img");
  const over = part.offsetTop + part.offsetHeight - ROOM;
  if (!image || over <= 0 || image.offsetHeight - over < SMALLEST_FIGURE) return;
  image.style.height = `${image.offsetHeight - over}px`;
}

function running(heading) {
  const line = document.createElement("p");
  line.className = "running";
  line.append(...heading.cloneNode(true).childNodes);
  line.querySelector(".anchor-link")?.remove();
  return line;
}

/** What is still too tall scrolls: it can be reached with the keyboard, and a line says that there is more. */
function holdIn(section) {
  for (const part of [...section.children]) {
    const rest = ROOM - part.offsetTop;
    if (part.offsetHeight <= rest || part.querySelector("iframe")) continue;
    part.classList.add("long");
    part.style.maxHeight = `${Math.max(rest - 40, 200)}px`;
    part.tabIndex = 0;
    part.after(remark("scrolls: there is more below"));
  }
}

/** What is wider than the slide gets smaller formulas; what still is scrolls sideways, and a line says so. */
function narrow(section) {
  for (const box of section.querySelectorAll(".wide, .formula, .output, pre")) {
    const tooWide = () => box.scrollWidth > box.clientWidth + 1;
    const part = box.closest(".part");
    if (box.querySelector("iframe") || !tooWide()) continue; // a stepper gets a slide of its own width
    part.classList.add("tight");
    if (!tooWide() || part.matches(".sideways")) continue;
    part.classList.add("sideways");
    box.tabIndex = 0;
    part.append(remark("scrolls: there is more to the right"));
  }
}

function remark(words) {
  const line = document.createElement("p");
  line.className = "more";
  line.textContent = words;
  return line;
}

/** The first thing on a slide is there when the slide comes. */
function begin(section) {
  const first = [...section.children].find((part) => !part.matches(".running"));
  if (!first?.matches(".fragment")) return;
  const index = first.dataset.fragmentIndex;
  section.querySelectorAll(`.fragment[data-fragment-index="${index}"]`).forEach((part) => {
    part.classList.remove("fragment");
    delete part.dataset.fragmentIndex;
  });
}

/** A stepper in a frame has the keys once it was clicked, and gives them back; what it does not need turns the slides. */
function listenToSteppers() {
  const turns = { back: () => {}, next: () => Reveal.next(), previous: () => Reveal.prev() };
  window.addEventListener("message", ({ data, source }) => {
    const frame = [...document.querySelectorAll("iframe")].find(({ contentWindow }) => contentWindow === source);
    const wish = data?.courseStepper;
    if (!frame || !Object.hasOwn(turns, wish)) return;
    frame.blur();
    window.focus();
    turns[wish]();
  });
}

/** Each stack is entered at its upper end: reveal.js goes back to the slide at which it was left, in the overview too, and
 *  the arrows would pass over those above. */
function enterAtTheTop() {
  for (const stack of document.querySelectorAll(".slides > .stack")) stack.removeAttribute("data-previous-indexv");
}

/** The last slide of all, where reveal.js stays at the first of the last stack. */
function last() {
  const stacks = document.querySelectorAll(".slides > section");
  Reveal.slide(stacks.length - 1, stacks[stacks.length - 1].children.length - 1);
}

async function start() {
  const images = [...document.images].map((image) => image.decode().catch(() => {}));
  const fonts = [...document.fonts].map((font) => font.load().catch(() => {})); // else the first visit measures other letters
  await Promise.all([...images, ...fonts]);
  document.body.classList.add("measuring");
  for (const section of document.querySelectorAll(".slides > section > section")) {
    flatten(section);
    narrow(section);
    split(section);
  }
  document.querySelectorAll(".slides > section > section").forEach((section) => {
    holdIn(section);
    begin(section);
  });
  document.body.classList.remove("measuring");
  await Reveal.initialize({
    width: WIDTH,
    height: HEIGHT,
    margin: 0,
    center: false,
    controls: false,
    navigationMode: "linear", // → and ← reach every slide, those below others too
    hash: true,
    keyboard: { 35: last },
    scrollActivationWidth: null, // on a phone too it is one deck, whose slides have addresses
    slideNumber: "c/t",
    transition: "none",
    backgroundTransition: "none",
    viewDistance: 3,
  });
  Reveal.on("slidechanged", enterAtTheTop);
  listenToSteppers();
  document.body.dataset.ready = "true";
}

start();
