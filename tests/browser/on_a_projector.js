// What is wrong with a stepper on a projector, step by step: the smallest letters of its picture, texts over one another, out of their
// shapes, under a shape, over the card or outside of the stage.

(steps) => withoutPaint(async (press, root) => {
  const hits = new Set(), cut = new Set(); let least = 99;
  const seen = (e) => e.checkVisibility({visibilityProperty: true}) && e.textContent.trim();
  await press("Home");
  for (let s = 0; s < steps; s += 1) {
    const svg = root.querySelector(".course-diagram"), k = svg.getScreenCTM().a;
    const all = [...svg.querySelectorAll("text")].filter(seen);
    const boxes = all.flatMap((e) => {
      const spans = [...e.querySelectorAll("tspan")].filter(seen);
      const list = spans.length ? spans : [e];
      least = Math.min(least, parseFloat(getComputedStyle(e).fontSize) * k);
      const b = list.map((one) => {const r = one.getBoundingClientRect(); const m = (r.height)*0.18; return {e, t: one.textContent, l: r.left+1, r: r.right-1, u: r.top+m, d: r.bottom-m};});
      return b;
    });
    const place = root.querySelector(".course-stage").getBoundingClientRect();
    const card = root.querySelector(".course-card").getBoundingClientRect();
    for (const b of boxes) {
      if (b.l < -1 || b.r > innerWidth || b.u < place.top - 4 || b.d > place.bottom + 4) cut.add(b.t);
      if (b.l < card.right && card.left < b.r && b.u < card.bottom && card.top < b.d) cut.add("card " + b.t);
    }
    for (let i = 0; i < boxes.length; i++) for (let j = i + 1; j < boxes.length; j++) {
      const a = boxes[i], c = boxes[j];
      if (a.e === c.e) continue;
      if (a.l < c.r && c.l < a.r && a.u < c.d && c.u < a.d) hits.add(a.t + " | " + c.t + " at " + s);
    }
    for (const n of svg.querySelectorAll(".course-node")) {
      const body = n.querySelector(".course-body"), r = body.getBoundingClientRect();
      for (const b of boxes) {
        if (b.e.parentNode === n) {
          const v = b.e.getBBox();
          const f = parseFloat(getComputedStyle(b.e).fontSize), y = Number(b.e.getAttribute("y"));
          for (const px of [v.x, v.x + v.width]) for (const py of [y, y - 0.73 * f]) {
            const p = svg.createSVGPoint(); p.x = px; p.y = py;
            if (body.isPointInFill && !body.isPointInFill(p)) hits.add("out of shape " + b.t);
          }
        } else if (b.l < r.right && r.left < b.r && b.u < r.bottom && r.top < b.d) {
          const m = body.getScreenCTM().inverse();
          for (const px of [0, .25, .5, .75, 1]) for (const py of [0, .5, 1]) {
            const p = svg.createSVGPoint(); p.x = b.l + px * (b.r - b.l); p.y = b.u + py * (b.d - b.u);
            if (body.isPointInFill(p.matrixTransform(m))) { hits.add("node over " + b.t + " at " + s); break; }
          }
        }
      }
    }
    await press("ArrowRight");
  }
  return { where: root.dataset.where, least, hits: [...hits], cut: [...cut] };
})
