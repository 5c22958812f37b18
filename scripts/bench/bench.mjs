import path from 'node:path';

/** What one part of the bench has measured: values by the name of a figure, and what is compared. */
export class Bench {
  /** An environment in which nothing of this user is found or changed. */
  env;
  /** What was not measured, and why. */
  leftOut = [];
  #figures = new Map();
  #comparisons = [];

  /** `work`: a directory that is removed at the end; `short`: as few rounds as show that it can be measured. */
  constructor({ work, short }) {
    this.work = work;
    this.short = short;
    const home = path.join(work, 'home');
    this.env = {
      PATH: process.env.PATH,
      HOME: home,
      XDG_DATA_HOME: path.join(home, 'data'),
      XDG_CONFIG_HOME: path.join(home, 'config'),
      CACHE_TUTORIAL_CACHE_DIR: path.join(home, 'cache'),
    };
  }

  /** Adds a value to a figure; all of one figure have one unit: ms, s, MB, 1/s, or a plain count. */
  note(name, unit, value) {
    const figure = this.#figures.get(name) ?? { unit, values: [] };
    figure.values.push(value);
    this.#figures.set(name, figure);
  }

  /**
   * Says that the median of one figure is to be at most, or at least, so many times the median of another one; with
   * `orAtMost`, a median that is not above that will do as well.
   */
  compare(name, other, { atMost, atLeast, orAtMost }) {
    this.#comparisons.push({ name, other, atMost, atLeast, orAtMost });
  }

  /** Says, in a few words, what is not measured here, and why. */
  leaveOut(what) {
    this.leftOut.push(what);
  }

  /** Says that the median of a figure is to be at most so much. */
  limit(name, atMost) {
    this.#comparisons.push({ name, other: null, atMost });
  }

  figures() {
    return [...this.#figures].map(([name, { unit, values }]) => ({
      name,
      unit,
      median: median(values),
      min: Math.min(...values),
      max: Math.max(...values),
      values: values.length,
    }));
  }

  /** Each comparison with what came out, `value`, and whether its aim is met. */
  comparisons() {
    return this.#comparisons.map((comparison) => {
      const { name, other, atMost = Infinity, atLeast = 0, orAtMost = 0 } = comparison;
      const own = this.#median(name);
      const value = other === null ? own : own / this.#median(other);
      return { ...comparison, value, met: (value <= atMost && value >= atLeast) || own <= orAtMost };
    });
  }

  #median(name) {
    const figure = this.#figures.get(name);
    if (!figure) throw new Error(`Nothing has been measured as "${name}".`);
    return median(figure.values);
  }
}

/** The middle one; of an even number, the mean of the two in the middle. */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}
