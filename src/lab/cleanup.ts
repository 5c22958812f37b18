/** What has to be undone, in the order in which it was done. */
export interface Cleanup {
  add(undo: () => void | Promise<void>): void;
  /**
   * Undoes everything, last first, each step also when another fails. Safe to call twice: the second call
   * waits for the first. Rejects with the error, or an AggregateError, when steps failed.
   */
  run(): Promise<void>;
}

export function createCleanup(): Cleanup {
  const steps: (() => void | Promise<void>)[] = [];
  let running: Promise<void> | undefined;

  async function runAll(): Promise<void> {
    const errors: unknown[] = [];
    for (let step = steps.pop(); step; step = steps.pop()) {
      try {
        await step();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length === 1) throw errors[0];
    if (errors.length > 1) throw new AggregateError(errors, 'Not everything could be ended.');
  }

  return {
    add: (undo) => void steps.push(undo),
    run() {
      running ??= runAll();
      return running;
    },
  };
}
