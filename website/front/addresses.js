// A link to a step, [text](#update=2&step=dL/dw5), drives the stepper nearest to it, in its frame: what
// follows the # of a frame's address reaches the page in it, without loading it again.

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href^='#update='], a[href^='#step=']");
  const frames = [...document.querySelectorAll("iframe.stepper")];
  if (!link || frames.length === 0) return;
  event.preventDefault();
  const order = [...document.querySelectorAll("iframe.stepper, a")];
  const away = (frame) => Math.abs(order.indexOf(frame) - order.indexOf(link));
  const frame = frames.reduce((best, other) => (away(other) < away(best) ? other : best));
  const [page, hash = ""] = frame.getAttribute("src").split("#");
  const large = hash.startsWith("projector") ? "projector&" : "";
  frame.src = `${page}#${large}${link.getAttribute("href").slice(1)}`;
  const slide = frame.closest(".slides section");
  if (slide) Reveal.slide(...Object.values(Reveal.getIndices(slide)).slice(0, 2));
  else frame.scrollIntoView({ block: "nearest" });
});
