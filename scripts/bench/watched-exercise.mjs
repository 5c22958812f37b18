import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { cli } from '../cli.mjs';

/** Nobody saves again sooner than so many ms after a verdict. */
const betweenSavesMs = 3000;

/**
 * Starts an exercise that watches its workspace below the directory `parent`, and waits for its first verdict. Returns
 * `save(text)` and `close()`. What `save` resolves with are the times, in ms, from when the text of the server was saved
 * to the first event of each type that follows, up to the verdict. It rejects when that is not a pass.
 */
export async function watchExercise(number, parent, env) {
  mkdirSync(parent, { recursive: true });
  const args = [cli, 'exercise', String(number), '--watch', '--json', '--dir', parent];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();

  /** The events up to the next of a type, with when they came. Rejects when the program ends before. */
  async function eventsUntil(type) {
    const events = [];
    while (events.at(-1)?.type !== type) {
      const { value: line, done } = await lines.next();
      if (done) throw new Error(`exercise ${number} ended before "${type}".`);
      events.push({ ...JSON.parse(line), atMs: performance.now() });
    }
    return events;
  }

  async function close() {
    child.kill('SIGTERM');
    await closed;
  }

  try {
    const [{ directory }] = await eventsUntil('workspace');
    await eventsUntil('graded');
    return { save, close };

    async function save(text) {
      await sleep(betweenSavesMs);
      writeFileSync(path.join(directory, 'server.ts'), text);
      const savedMs = performance.now();
      const events = await eventsUntil('graded');
      const { ok, failed, skipped } = events.at(-1);
      if (!ok) throw new Error(`The solution: ${failed} checks failed, ${skipped} were skipped.`);
      return Object.fromEntries(events.toReversed().map(({ type, atMs }) => [type, atMs - savedMs]));
    }
  } catch (error) {
    await close();
    throw error;
  }
}
