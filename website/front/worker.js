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
let python = null;
let host = null;
let fetched = 0;
let last = Promise.resolve();

self.addEventListener("message", ({ data }) => {
  last = last.then(() => actions[data.type](data)).catch((error) => self.postMessage({ type: "failed", words: words(error) }));
});

const actions = { begin, run, heard, close };

async function begin({ pyodide, course, packages, files, sources }) {
  count(files);
  const loading = fetch(course);
  const { loadPyodide } = await import(new URL("pyodide.mjs", pyodide));
  const env = { HOME: "/home/pyodide", MPLBACKEND: "agg", OPENBLAS_NUM_THREADS: "1" };
  python = await loadPyodide({ indexURL: pyodide, packages, env });
  progress("Python starts in this page: the course", 0.9);
  const archive = await loading;
  if (!archive.ok) throw new Error(`${course} could not be loaded`);
  python.unpackArchive(await archive.arrayBuffer(), "zip", { extractDir: "/course" });
  python.runPython(BEGIN);
  host = python.pyimport("host");
  host.begin(sources, post, (place) => progress(`Python runs cell ${place + 1}`));
}

/** Say which part of Python is on its way, whenever one has come. */
function count(files) {
  const { fetch: get } = self;
  self.fetch = async (...what) => {
    const answer = await get(...what);
    fetched += 1;
    const name = String(what[0].url ?? what[0]).split("/").at(-1).split("-")[0];
    if (!python) progress(`Python starts in this page: ${name} (${fetched} of ${files})`, Math.min(0.9, fetched / (files + 1)));
    return answer;
  };
}

async function run({ id, place, source }) {
  for (;;) {
    if (source !== undefined) await python.loadPackagesFromImports(source, { messageCallback() {} });
    const [text, buffers] = taken(host.run(place, source));
    const { wanted } = JSON.parse(text);
    if (!wanted) return self.postMessage({ type: "ran", id, text, buffers });
    progress(`Python fetches ${wanted}`);
    await python.loadPackagesFromImports(`import ${wanted}`, { messageCallback() {} });
  }
}

function heard({ widget, message }) {
  host.heard(widget, message);
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

function progress(words, share) {
  self.postMessage({ type: "progress", words, share });
}

function words({ message }) {
  return String(message).trim().split("\n").at(-1);
}
