import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { cli } from '../../cli.mjs';

/** How long it takes to prove the whole course, beside what it must wait for entries to end. */
export async function measure(bench) {
  if (bench.short) {
    bench.leaveOut('the whole course, in the short form');
    return;
  }
  const start = performance.now();
  const child = spawn(process.execPath, [cli, 'verify', '--json'], {
    env: bench.env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  let waitedMs = 0;
  for await (const line of createInterface({ input: child.stdout })) waitedMs += JSON.parse(line).waitedMs;
  const [code] = await closed;
  if (code !== 0) throw new Error(`verify ended with ${code}.`);
  const seconds = (performance.now() - start) / 1000;
  const waited = Math.round(waitedMs / 1000);
  bench.note('the whole course', 's', seconds);
  bench.note('waits of its lessons and exercises', 's', waited);
  bench.limit('the whole course', waited + 60);
}
