// Python beside a page: Pyodide, the packages and the course, then cells and messages, one after the other.

// Where Pyodide's list of fonts is not for its matplotlib, as in 0.27, matplotlib reads them all, those of PostScript the
// longest, which no page draws; and it would say so below a reader's cell.
const BEGIN = `
import glob, logging, shutil, sys
sys.path.insert(0, "/course")
logging.getLogger("matplotlib.font_manager").setLevel("ERROR")
for kind in ("afm", "pdfcorefonts"):
    for folder in glob.glob(f"/lib/*/site-packages/matplotlib/mpl-data/fonts/{kind}"):
        shutil.rmtree(folder)
`;
const NOT_LOADED = new Error("a file did not come"); // the page has words for it
const STARTS = "Python is starting in this page";
let python = null;
let host = null;
let fetched = 0;
const missing = new Set(); // addresses of what did not come
let last = Promise.resolve();

self.addEventListener("message", ({ data }) => {
  last = last.then(() => actions[data.type](data)).catch((error) => self.postMessage({ type: "failed", words: error === NOT_LOADED ? null : words(error) }));
});

const actions = { begin, run, receive, close };

/** Take over the cells of a page; Python, if it is not there yet, is loaded first. */
async function begin({ sources, ...where }) {
  host ??= await loaded(where);
  host.begin(sources, post, (place) => progress(`Python is running cell ${place + 1}`));
}

async function loaded({ pyodide, course, packages, files }) {
  count(files);
  const [started, archive] = await whole(Promise.all([start(pyodide, packages), bytes(course)]));
  python = started;
  progress(STARTS, 0.9, ": the course");
  python.unpackArchive(archive, "zip", { extractDir: "/course" });
  python.runPython(BEGIN);
  return python.pyimport("host");
}

async function start(pyodide, packages) {
  const { loadPyodide } = await import(new URL("pyodide.mjs", pyodide));
  const env = { HOME: "/home/pyodide", MPLBACKEND: "agg", OPENBLAS_NUM_THREADS: "1" };
  return loadPyodide({ indexURL: pyodide, packages, env });
}

async function bytes(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw NOT_LOADED;
  return answer.arrayBuffer();
}

/** What is loaded, with every file of it: Pyodide only remarks that a package did not come, and would go on without it. */
async function whole(loading) {
  const loaded = await loading.catch(() => {
    throw NOT_LOADED;
  });
  if (missing.size) throw NOT_LOADED;
  return loaded;
}

function load(text) {
  missing.clear();
  return whole(python.loadPackagesFromImports(text, { messageCallback() {} }));
}

/** Say which part of Python is on its way, whenever one has come; and know which did not, or not to its end. */
function count(files) {
  const { fetch: get } = self;
  self.fetch = async (...what) => {
    const file = String(what[0].url ?? what[0]);
    const answer = await get(...what).catch((error) => lose(file, error));
    if (answer.ok) missing.delete(file);
    else missing.add(file);
    answer.arrayBuffer = () => Response.prototype.arrayBuffer.call(answer).catch((error) => lose(file, error));
    fetched += 1;
    const name = file.split("/").at(-1).split("-")[0];
    if (!python) progress(STARTS, Math.min(0.9, fetched / (files + 1)), `: ${name} (${fetched} of ${files})`);
    return answer;
  };
}

function lose(file, error) {
  missing.add(file);
  throw error;
}

async function run({ id, place, source }) {
  for (;;) {
    if (source !== undefined) await load(source);
    const [text, buffers] = taken(host.run(place, source));
    const { wanted } = JSON.parse(text);
    if (!wanted) return self.postMessage({ type: "ran", id, text, buffers });
    progress(`Python is fetching ${wanted}`);
    await load(`import ${wanted}`);
  }
}

function receive({ widget, message }) {
  host.receive(widget, message);
}

function close({ widgets }) {
  host.close(widgets);
}

/** What Python's host hands over: a text, and bytes beside it. */
function taken(pair) {
  const [text, list] = pair.toJs({ create_pyproxies: false });
  pair.destroy();
  return [text, list];
}

function post(text, list) {
  const buffers = list.toJs();
  self.postMessage({ type: "said", text, buffers }, buffers.map(({ buffer }) => buffer));
}

function progress(words, share, detail) {
  self.postMessage({ type: "progress", words, share, detail });
}

function words({ message }) {
  return String(message).trim().split("\n").at(-1);
}
