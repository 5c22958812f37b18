import { setTimeout as sleep } from 'node:timers/promises';

/** Disturbs the traffic of one label again and again, for some milliseconds each: delays, holds, silences. */
export class Disturber {
  #stopped = false;
  #work;

  constructor(tap, label, random) {
    this.#work = this.#disturb(tap, label, random);
  }

  /** Leaves the tap as it was. */
  async stop() {
    this.#stopped = true;
    await this.#work;
  }

  async #disturb(tap, label, random) {
    while (!this.#stopped) {
      const hold = tap.hold(({ source }) => source === label && random.below(3) === 0);
      hold.held.catch(() => undefined);
      if (random.below(2) === 0) tap.delay(1 + random.below(4), label);
      if (random.below(4) === 0) tap.silence(label);
      await sleep(random.below(30));
      hold.release();
      await tap.restore(label);
      await sleep(random.below(30));
    }
  }
}
