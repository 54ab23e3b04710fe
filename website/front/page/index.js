// A page of the book comes alive: its widgets show themselves, its cells can be changed and run. Nothing is loaded for
// it but small scripts; Python starts with the first touch that needs it.

import { make } from "../../../course_utils/live/front/dom.js";
import { editableCell } from "./editor.js";
import { Python } from "./python.js";
import { statusOf } from "./status.js";
import { StoredWidget } from "./stored.js";

const held = (id) => JSON.parse(document.getElementById(id).textContent);

async function bytes(address) {
  return new Uint8Array(await (await fetch(address)).arrayBuffer());
}

/** What a stored figure shows in each theme: what Python says of it, and its picture or the bytes that it is drawn from. */
async function framesOf(box, { frames }) {
  if (!frames) return null;
  const pictures = { dark: box.querySelector("source").srcset, light: box.querySelector("img").src };
  const entries = Object.entries(frames).map(async ([theme, { frame, bytes: drawn }]) => {
    const address = drawn ? `data:application/octet-stream;base64,${drawn}` : pictures[theme];
    return [theme, { _reply: frame, _picture: await bytes(address) }];
  });
  return Object.fromEntries(await Promise.all(entries));
}

async function enliven() {
  const settings = held("python-settings");
  const sources = held("python-cells");
  const python = new Python(settings, sources, statusOf(() => python.stop()));
  document.querySelectorAll(".cell.code[data-place]").forEach((section) => {
    const place = Number(section.dataset.place);
    editableCell(section, sources[place], place, python, settings.editor);
  });
  for (const box of document.querySelectorAll(".widget[data-state]")) {
    const entry = held(box.dataset.state);
    try {
      await new StoredWidget(box, entry, await framesOf(box, entry), python).open();
    } catch (error) {
      box.append(make("p", { class: "note", role: "note" }, STILL, make("button", { type: "button", onclick: () => location.reload() }, "load the page again")));
    }
  }
  document.body.dataset.alive = "true";
}

const STILL = "Part of this figure did not load, so it stands still. ";
const FOLDER = "This page was opened from a folder, where browsers do not start Python: figures stand still, and cells cannot be run. " +
  "Opened from a server, it comes alive; python -m http.server, run in the folder of the site, is one.";

/** Browsers let no page from a folder start a worker or load a module: there it stays as it is printed, and says so. */
function stayStill() {
  document.body.dataset.alive = "false";
  if (document.querySelector(".widget[data-state], .cell.code")) document.querySelector("main").prepend(make("p", { class: "note", role: "note" }, FOLDER));
}

if (location.protocol === "file:") stayStill();
else enliven();
