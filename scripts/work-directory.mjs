import { mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import path from 'node:path';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Gives `action` a temporary directory, which is removed when it ends, and when the process is told to end before. */
export async function inWorkDirectory(name, action) {
  const work = mkdtempSync(path.join(tmpdir(), `cache-tutorial-${name}-`));
  const remove = () => rmSync(work, { recursive: true, force: true, maxRetries: 3 });
  const interrupted = (signal) => {
    remove();
    process.exit(128 + constants.signals[signal]);
  };
  for (const signal of signals) process.on(signal, interrupted);
  try {
    await action(work);
  } finally {
    for (const signal of signals) process.off(signal, interrupted);
    remove();
  }
}
