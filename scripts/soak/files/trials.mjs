import { createContext, Script } from 'node:vm';

/** Longer than anything takes to read, on a busy machine too: a pattern that runs away takes minutes. */
const limitMs = 10_000;
const context = createContext({ work: undefined });
const script = new Script('work()');

/** Runs `work`, which is stopped when it takes too long, in whatever loop or pattern it is. */
function bounded(work) {
  context.work = work;
  return script.runInContext(context, { timeout: limitMs });
}

/** What every reader must do with any text, tried many times over. */
export class Trials {
  constructor(soak) {
    this.soak = soak;
  }

  /**
   * Reads one text. `read` returns what it accepts, which `same` must hold for (it returns what is wrong, or nothing);
   * or it throws what `refuses` calls a clear error. All else is a failure; two of a kind are enough.
   */
  one(kind, text, read, refuses, same = () => undefined) {
    const { soak } = this;
    if (soak.failures.filter(({ what }) => what === kind).length >= 2) return;
    soak.tried(`${kind}: texts`);
    let problem;
    try {
      problem = bounded(() => {
        const value = read(text);
        soak.tried(`${kind}: accepted`);
        return same(value, text);
      });
    } catch (error) {
      if (!refuses(error, text)) problem = String(error?.stack ?? error).slice(0, 600);
    }
    problem ??= polluted();
    if (problem) soak.failed(kind, `${problem}\n    for ${JSON.stringify(text).slice(0, 2000)}`);
  }
}

const before = Object.getOwnPropertyNames(Object.prototype).length;

function polluted() {
  const names = Object.getOwnPropertyNames(Object.prototype);
  return names.length === before ? undefined : `Object.prototype has got ${names.slice(before).join(', ')}`;
}
