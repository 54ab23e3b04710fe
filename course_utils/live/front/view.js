// The view of a live figure in a page, whoever draws its picture: it sends events to Python, and controls, handles and
// words follow each reply.

import { controlsOf } from "./controls.js";
import { Events } from "./events.js";
import { handlesOf } from "./handles.js";
import { figureOf, shellOf } from "./shell.js";
import { followTheme } from "./theme.js";
import { wordsOf } from "./words.js";

/** `pictureOf(layout, events, root)` makes the picture; `recoloured()` is called for another theme. */
export function viewOf(model, kind, pictureOf, recoloured) {
  const layout = model.get("_layout");
  const root = figureOf(layout, kind);
  const theme = followTheme(root, recoloured);
  const events = new Events(model);
  const picture = pictureOf(layout, events, root);
  const handles = handlesOf(layout, picture, events);
  const controls = controlsOf(layout, events);
  const words = wordsOf(root);
  let shell = null;

  /** Let all but the picture be as a reply says; an error puts the controls back. `said` is what the picture shows, if it
   *  is another state, and `brief` what a projector must say of it. */
  function follow(reply, said = reply.description, brief = "") {
    const wrong = reply.type === "error";
    place(reply, wrong);
    handles.place(reply.handles, reply.description ?? words.description());
    if (wrong) words.trouble(reply.words);
    else words.describe(said, reply.settled, brief);
    root.toggleAttribute("data-settled", reply.settled === true || wrong);
    if (reply.settled) shell.numbers.renew();
  }

  function place(reply, back = false) {
    controls.place(reply.controls, (name) => events.awaits(name), back);
  }

  const wait = (gone) => words.wait(gone, model.get("_waiting"));

  /** Put everything around the picture, begin(reply) with what the page holds, and follow the replies; returns what closes
   *  the view, after `stop`. */
  function open(host, around, then, begin, stop) {
    shell = shellOf(root, layout, picture.element, around, words.element, events);
    events.open({ ...then, busy: (whether) => root.toggleAttribute("data-busy", whether) });
    begin({ ...model.get("_reply"), picture: model.get("_picture") });
    host.replaceChildren(root);
    shell.open();
    return () => {
      stop();
      shell.close();
      theme.stop();
      events.close();
      picture.close?.();
      root.remove(); // JupyterLab keeps the element around it as long as the kernel lives
    };
  }
  return { layout, root, events, picture, controls, words, follow, place, wait, open };
}
