import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { watchMemory } from './memory.mjs';

/**
 * How long a lesson takes from the start of the process until its lab is ready and until its first request is answered, in
 * ms. It is ended then. Rejects when it ends before.
 */
export async function timeFirstAnswer(args, env) {
  const start = performance.now();
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  const times = {};
  for await (const line of createInterface({ input: child.stdout })) {
    // What comes after it may be cut off.
    if (times.answerMs !== undefined) continue;
    const { type } = JSON.parse(line);
    if (type === 'lab') times.readyMs = performance.now() - start;
    if (type !== 'request') continue;
    times.answerMs = performance.now() - start;
    child.kill();
  }
  await ended;
  if (times.answerMs === undefined) throw new Error(`node ${args.join(' ')} ended without an answer.`);
  return times;
}

/** Plays a lesson to its end, and measures its memory and its answers. Rejects when it does not end well. */
export async function measureLesson(args, env) {
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  const memory = watchMemory(child.pid);
  const answers = { missesMs: [], hitsMs: [] };
  for await (const line of createInterface({ input: child.stdout })) {
    const { type, headers, durationMs } = JSON.parse(line);
    if (type !== 'request') continue;
    if (headers['x-cache'] === 'miss') answers.missesMs.push(durationMs);
    if (headers['x-cache'] === 'hit') answers.hitsMs.push(durationMs);
  }
  const [code] = await ended;
  const peaks = memory.stop();
  if (code !== 0) throw new Error(`node ${args.join(' ')} ended with ${code}.`);
  return { ...answers, ...peaks };
}
