// Playing: by the step, the phase or the update, at a speed, until somebody acts or the last step is reached.

export class Play {
  constructor(session) {
    this.session = session;
    this.timer = null;
  }

  get on() {
    return this.timer !== null;
  }

  toggle() {
    if (this.on) this.stop();
    else this.start();
  }

  start() {
    clearInterval(this.timer);
    this.timer = setInterval(() => this.goOn(), 1000 / this.session.options.speed);
    this.session.changed();
  }

  /** At another speed, if it plays. */
  again() {
    if (this.on) this.start();
  }

  /** One more move; numbers that are on their way are waited for, unless Python refuses them. */
  goOn() {
    const { port, rows, place, options, refusal } = this.session;
    const waits = !port.stopped && !rows.has(place.update);
    if (waits ? refusal : !this.session.move(options.pace)) this.stop();
  }

  stop() {
    if (!this.on) return;
    clearInterval(this.timer);
    this.timer = null;
    this.session.changed();
  }
}
