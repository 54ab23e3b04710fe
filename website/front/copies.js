// Says in JupyterLite which notebooks this browser keeps a copy of that is older than the site's.

const STORAGE = "neural-network-lecture";
const STORE = "files";

/** The notebooks that this browser keeps, as JupyterLite stored them; none where nothing was ever saved. */
async function kept() {
  const known = (await indexedDB.databases?.()) ?? []; // an old browser does not tell
  if (!known.some(({ name }) => name === STORAGE)) return [];
  const data = await answer(indexedDB.open(STORAGE));
  const files = data.objectStoreNames.contains(STORE) ? await answer(data.transaction(STORE).objectStore(STORE).getAll()) : [];
  data.close();
  return files.filter(({ type }) => type === "notebook");
}

function answer(request) {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error));
  });
}

async function old() {
  const versions = await (await fetch("../versions.json", { cache: "no-cache" })).json();
  const isOld = ({ path, content }) => versions[path] && content?.metadata?.course?.version !== versions[path];
  return (await kept()).filter(isOld).map(({ name }) => name);
}

function tell(names) {
  const words = document.createElement("span");
  words.textContent = `This browser keeps its own copy of ${names.join(", ")}, made from an earlier version; the site has a `
    + "newer one. To see it, rename your copy in the file browser (F2), or delete it there: the site's takes its place after "
    + "a reload.";
  const close = document.createElement("button");
  close.textContent = "Close";
  close.addEventListener("click", () => box.remove());
  const box = document.createElement("div");
  box.setAttribute("role", "status");
  box.className = "course-newer";
  box.style.cssText = "position:fixed;z-index:10000;right:1rem;bottom:2rem;max-width:30rem;padding:.8rem 1rem;border:2px solid;"
    + "border-radius:6px;background:Canvas;color:CanvasText;font:15px/1.45 system-ui,sans-serif;display:grid;gap:.6rem";
  close.style.justifySelf = "end";
  box.append(words, close);
  document.body.append(box);
}

const names = await old();
if (names.length) tell(names);
