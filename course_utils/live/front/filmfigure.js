// A live figure whose picture the page draws: Python sends frames of numbers, and the whole of a state after each event.

import { framesOf } from "./film.js";
import { filmPlayerOf } from "./filmplayer.js";
import { initialize } from "./lastpicture.js";
import { viewOf } from "./view.js";

/** What anywidget calls to show a film figure with such a picture. */
export function entryOf(pictureOf) {
  return { initialize, render: ({ model, el }) => createFilmFigure(el, model, pictureOf) };
}

/**
 * `pictureOf(layout, events, root)` gives { element, show(frame), tell() }, where `tell` updates the words of the picture,
 * which need not follow each frame of a film. It may give `where(at)`, a place on the timeline in words; `brief()`, what
 * a projector must say in one line; `recolour()`, for what no style sheet colours in another theme; `refused()`, which
 * takes back what was shown before Python's answer; and `close()`. A frame has its arrays by name, its number `at`, its
 * `words`, and `scene`, which stays the same object while only film is shown.
 */
function createFilmFigure(host, model, pictureOf) {
  const view = viewOf(model, "course-film", pictureOf, recolour);
  const { layout, root, events, picture, controls, words } = view;
  const player = filmPlayerOf(events, layout.pace, {
    where: picture.where ?? ((at) => `step ${at}`),
    trouble: (why) => words.trouble(why),
    tell: (frame) => {
      picture.tell();
      words.describe(frame.words, false, picture.brief?.());
    },
    show: (frame) => {
      shown = frame;
      picture.show({ ...now, ...frame });
    },
  });
  controls.element.prepend(player.element); // playing is what such a figure is for
  let now = null; // the last whole state
  let shown = null; // the frame of the film on the screen, if film is shown
  let version = -1;

  /** What a style sheet colours follows another theme by itself. */
  function recolour() {
    root.dataset.drawn = root.dataset.theme;
    picture.recolour?.();
  }

  /** Replies go to all views. What is older than what is shown is passed over. */
  function answered(reply) {
    // The page knows its own colours and its room; what it has yet to tell Python of them it still tells.
    if (!events.looking) [events.theme, events.size] = [events.drawn, events.drawnFor];
    if (reply.version >= version) show(reply);
    player.answered(reply);
  }

  /** A reply without a picture, an error, leaves the last good one and puts it back. */
  function show(reply) {
    if (reply.version !== version || !player.runs()) shown = null; // else the state is behind the screen: its scene alone is new
    version = reply.version;
    if (reply.picture) {
      const [arrays] = framesOf(reply.layout, reply.picture);
      now = { ...arrays, at: reply.at, reached: reply.reached, words: reply.description, scene: { ...reply.scene, ...arrays } };
      picture.show({ ...now, ...shown });
      picture.tell();
    }
    if (reply.type === "error") picture.refused?.();
    view.follow(reply, shown?.words, picture.brief?.());
    root.dataset.drawn = root.dataset.theme;
  }

  /** More film, and where the controls stand that follow from what plays. */
  function took(reply, mine) {
    player.take(reply, mine);
    if (reply.version === version) view.place(reply);
  }

  function late(gone) {
    if (gone) {
      player.gone();
      picture.refused?.();
    }
    view.wait(gone);
  }

  /** What the page holds, at once; and what Python may know more. */
  function begin(reply) {
    show(reply);
    player.answered(reply);
    events.look(true);
  }

  const around = { under: [player.line], parts: [controls.element] };
  return view.open(host, around, { show: answered, late, frames: took, lost: player.lost }, begin, player.stop);
}
