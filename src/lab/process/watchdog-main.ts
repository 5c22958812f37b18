// The watchdog: a small process of its own that outlives us, and then cleans up after us.
//
// Its stdin is a pipe that only we hold. However we end, also by SIGKILL, the kernel closes our end, and
// it does so only when all our threads are gone: from then on nobody writes in our directories.
// One line each: `group <pid>` and `dir <path>` say what to end and remove, `forget <pid>` and
// `keep <path>` that we have done it ourselves.
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { killGroup } from './kill-group.js';

/** How long the groups have to end by themselves, in ms. Their stores are gone: they have nothing to save. */
const graceMs = 100;

const groups = new Set<number>();
const directories = new Set<string>();

function note(line: string): void {
  const [verb, rest] = [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)];
  if (verb === 'group') groups.add(Number(rest));
  if (verb === 'forget') groups.delete(Number(rest));
  if (verb === 'dir') directories.add(rest);
  if (verb === 'keep') directories.delete(rest);
}

async function cleanUp(): Promise<void> {
  const deadline = performance.now() + graceMs;
  let left = [...groups].filter((pid) => killGroup(pid, 'SIGTERM'));
  while (left.length > 0 && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    left = left.filter((pid) => killGroup(pid, 0));
  }
  for (const pid of left) killGroup(pid, 'SIGKILL');
  for (const directory of directories) {
    try {
      rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // The next start of a lab sweeps what is left.
    }
  }
}

// Ctrl-C and a closing terminal are meant for the program, which may need a moment for an orderly end.
process.on('SIGINT', () => {});
process.on('SIGHUP', () => {});

createInterface({ input: process.stdin }).on('line', note).once('close', cleanUp);
