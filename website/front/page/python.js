// Python in this page: one worker for all of it, started by the first thing that needs it.

const NOT_LOADED = "Python could not be loaded. Check the connection, then move a figure or run a cell to try again.";

export class Python {
  /** settings: where the worker, Pyodide and the course are; sources: the cells; status shows the progress. */
  constructor(settings, sources, status) {
    Object.assign(this, { settings, sources, status });
    this.models = new Map(); // by the number of the widget
    this.stopped = new Set(); // called when Python has stopped
    this.forget();
  }

  forget() {
    this.worker?.terminate();
    this.worker = null;
    this.asked = new Map(); // by id: {resolve, reject}
    this.models.clear();
  }

  /** Run a cell, with another text if there is one; gives what it shows: {outputs, widgets, failed}. */
  run(place, source) {
    if (!this.worker) this.start();
    const id = crypto.randomUUID?.() ?? String(Math.random());
    this.post({ type: "run", id, place, source });
    this.status.busy(true);
    return new Promise((resolve, reject) => this.asked.set(id, { resolve, reject }));
  }

  /** The channel to a widget in Python, for its model. */
  channel(widget, model) {
    this.models.set(widget, model);
    const send = (type, content) => this.post({ type: "receive", widget, message: JSON.stringify({ type, content }) });
    return { send: (message) => send("custom", message), change: (changes) => send("state", changes) };
  }

  /** Widgets that are shown no longer. */
  close(widgets) {
    widgets.forEach((widget) => this.models.delete(widget));
    this.post({ type: "close", widgets: JSON.stringify(widgets) });
  }

  /** End everything that runs, and all that Python knows. */
  stop(words = "Python was stopped. Move a figure or run a cell to start it again.") {
    const open = [...this.asked.values()];
    this.models.forEach((model) => model.fire("comm_live_update"));
    this.forget();
    open.forEach(({ reject }) => reject(new Error(words)));
    this.stopped.forEach((listener) => listener());
    this.status.end(words);
  }

  start() {
    const from = (place) => new URL(place, document.baseURI).href;
    const { worker, pyodide, course, packages, files } = this.settings;
    this.worker = new Worker(from(worker), { type: "module" });
    this.worker.addEventListener("message", ({ data: { type, ...data } }) => this[type](data));
    this.worker.addEventListener("error", ({ message }) => this.stop(message ? `Python could not start: ${message}` : NOT_LOADED));
    const where = { pyodide: from(pyodide), course: from(course), packages, files };
    this.post({ type: "begin", ...where, sources: JSON.stringify(this.sources) });
  }

  post(message) {
    this.worker?.postMessage(message);
  }

  progress({ words, share, detail }) {
    this.status.progress(words, share, detail);
  }

  failed({ words }) {
    this.stop(words ?? NOT_LOADED);
  }

  ran({ id, text, buffers }) {
    const { resolve } = this.asked.get(id);
    this.asked.delete(id);
    if (!this.asked.size) this.status.busy(false);
    const done = JSON.parse(text);
    let next = 0;
    for (const widget of done.widgets) for (const name of widget.binary) widget.state[name] = buffers[next++];
    resolve(done);
  }

  said({ text, buffers }) {
    const { widget, type, content, binary } = JSON.parse(text);
    const model = this.models.get(widget);
    if (type === "custom") return model?.fire("msg:custom", content, buffers);
    binary.forEach((name, place) => (content[name] = buffers[place]));
    return model?.follow(content);
  }
}
