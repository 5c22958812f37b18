/** Numbers that look random and are the same in every run (a linear congruential generator). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed % 2147483646) + 1;
  }

  below(limit: number): number {
    this.#state = (this.#state * 48271) % 2147483647;
    return this.#state % limit;
  }

  pick<T>(items: readonly [T, ...(readonly T[])]): T {
    return items[this.below(items.length)] ?? items[0];
  }

  bytes(length: number): Buffer {
    return Buffer.from(Array.from({ length }, () => this.below(256)));
  }

  /** The same with a few bytes changed, taken out, doubled or put in. */
  mutate(bytes: Buffer): Buffer {
    const at = this.below(bytes.length + 1);
    const upTo = Math.min(bytes.length, at + this.below(6));
    const [before, middle, after] = [bytes.subarray(0, at), bytes.subarray(at, upTo), bytes.subarray(upTo)];
    const instead = this.pick([this.bytes(middle.length), Buffer.alloc(0), Buffer.concat([middle, middle])]);
    return Buffer.concat([before, instead, after]);
  }
}
