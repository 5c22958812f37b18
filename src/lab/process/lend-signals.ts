import type { ChildProcess } from 'node:child_process';

/** The signals of our terminal, while another program of the foreground job uses it. */
export interface LentSignals {
  /** From now on it is told what we are told: to end. */
  passOnTo(child: ChildProcess): void;
  /** Signals are ours again, as they were before. */
  end(): void;
}

/** What the terminal sends to the whole job when keys are pressed that mean the program in front. */
const keySignals = ['SIGINT', 'SIGQUIT'] as const;
/** What means us; the program in front would stay without its terminal, or without what it is connected to. */
const endings = ['SIGTERM', 'SIGHUP'] as const;

/** From now on keys like Ctrl-C do nothing to us; who listened to them hears nothing until `end`. */
export function lendSignals(): LentSignals {
  const ignore = () => {};
  const returned = keySignals.map((name) => {
    const listeners = process.rawListeners(name) as NodeJS.SignalsListener[];
    // Never without a listener: the signal would end us in that moment.
    process.on(name, ignore);
    for (const listener of listeners) process.off(name, listener);
    return () => {
      for (const listener of listeners) process.on(name, listener);
      process.off(name, ignore);
    };
  });
  return {
    passOnTo(child) {
      for (const name of endings) {
        const passOn = () => child.kill(name);
        process.on(name, passOn);
        returned.push(() => process.off(name, passOn));
      }
    },
    end() {
      for (const give of returned) give();
    },
  };
}
