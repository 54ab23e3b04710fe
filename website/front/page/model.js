// A widget's model in a page: the state, and a channel to whoever answers. Front ends use get, set, send, on and off,
// as of a model of Jupyter's.

export class Model {
  /** state: {name: value}; channel: {send(message, model), change(changes)}, which may be replaced. */
  constructor(state, channel) {
    this.state = { ...state };
    this.channel = channel;
    this.listeners = new Map();
    this.changes = {};
  }

  get(name) {
    return this.state[name];
  }

  set(name, value) {
    if (this.state[name] === value) return;
    this.state[name] = value;
    this.changes[name] = value;
    this.fire(`change:${name}`);
  }

  save_changes() {
    const { changes } = this;
    this.changes = {};
    if (Object.keys(changes).length) this.channel.change(changes, this);
  }

  send(message) {
    this.channel.send(message, this);
  }

  /** What Python changed. */
  follow(state) {
    const changed = Object.keys(state).filter((name) => this.state[name] !== state[name]);
    Object.assign(this.state, state);
    changed.forEach((name) => this.fire(`change:${name}`));
  }

  on(names, listener) {
    for (const name of names.split(" ")) {
      if (!this.listeners.has(name)) this.listeners.set(name, new Set());
      this.listeners.get(name).add(listener);
    }
  }

  off(names, listener) {
    for (const name of names.split(" ")) {
      if (listener) this.listeners.get(name)?.delete(listener);
      else this.listeners.delete(name);
    }
  }

  fire(name, ...what) {
    [...(this.listeners.get(name) ?? [])].forEach((listener) => listener(...what));
  }
}
