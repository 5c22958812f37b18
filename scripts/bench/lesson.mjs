import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { watchMemory } from './memory.mjs';

/**
 * Plays a lesson to its end and measures it from the start of the process, through its JSON lines. Rejects
 * when it does not end well.
 */
export async function measureLesson(args, env) {
  const start = performance.now();
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.on('close', resolve));
  const memory = watchMemory(child.pid);
  const lesson = { missesMs: [], hitsMs: [] };
  for await (const line of createInterface({ input: child.stdout })) {
    const event = JSON.parse(line);
    if (event.type === 'lab') lesson.readyMs ??= performance.now() - start;
    if (event.type !== 'request') continue;
    lesson.answerMs ??= performance.now() - start;
    const cache = event.headers['x-cache'];
    if (cache === 'miss') lesson.missesMs.push(event.durationMs);
    if (cache === 'hit') lesson.hitsMs.push(event.durationMs);
  }
  const code = await ended;
  const peaks = memory.stop();
  if (code !== 0) throw new Error(`node ${args.join(' ')} ended with ${code}.`);
  return { ...lesson, ...peaks };
}
