// Every step has an address, to which a stepper can be sent by a cell (stepper.show("dL/dw5", update=2)), by what
// follows the # of a saved page, or by a link in the prose beside it, [text](#update=2&step=dL/dw5).

import { readHash } from "./address.js";

export function followLinks(root, session, model, projector) {
  const shown = () => {
    const place = model.get("_shown");
    if (place?.update) session.goTo(place);
  };

  function hashed() {
    const { projector: large, update, step } = readHash(location.hash);
    if (large) projector.stay();
    if (update !== undefined || step !== undefined) session.visit({ update, step });
  }

  /** A link drives the stepper nearest to it on the page, and takes the reader there. */
  function clicked(event) {
    const link = event.target.closest?.("a[href^='#']");
    const { update, step } = readHash(link?.getAttribute("href") ?? "");
    if ((update === undefined && step === undefined) || event.defaultPrevented || nearest(link) !== root) return;
    event.preventDefault();
    session.visit({ update, step });
    root.scrollIntoView({ block: "nearest" });
    root.focus({ preventScroll: true });
  }

  const own = session.port.saved; // a page of its own: what follows its # is for this stepper
  model.on("change:_shown", shown);
  document.addEventListener("click", clicked, { capture: true });
  if (own) window.addEventListener("hashchange", hashed);
  shown();
  if (own) hashed();
  return () => {
    model.off("change:_shown", shown);
    document.removeEventListener("click", clicked, { capture: true });
    window.removeEventListener("hashchange", hashed);
  };
}

function nearest(link) {
  const middle = (element) => element.getBoundingClientRect().top;
  const place = middle(link);
  const around = link.closest(".jp-NotebookPanel, .jp-Notebook") ?? document;
  const steppers = [...around.querySelectorAll(".course-stepper")].filter((stepper) => stepper.checkVisibility());
  return steppers.reduce((best, stepper) =>
    (!best || Math.abs(middle(stepper) - place) < Math.abs(middle(best) - place) ? stepper : best), null);
}
