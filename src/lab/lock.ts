import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const touchMs = 5_000;
const staleMs = 60_000;

/**
 * Runs `fn` while no other process runs one under the same `path`; waits until then. The lock is let go
 * whatever becomes of `fn`. A lock whose process has ended, or has not touched it for a minute, counts for nothing: so
 * `fn` must do no harm when it runs twice, should its process be stopped for that long.
 * Rejects with what `fn` rejects with, with the signal's reason, or with an error of the file system.
 */
export async function withLock<T>(
  file: string,
  fn: () => Promise<T>,
  { signal }: { signal?: AbortSignal | undefined } = {},
): Promise<T> {
  let claim = tryClaim(file);
  while (claim === undefined) {
    // Of two that collide both withdraw: they must not come back at the same moment.
    await sleep(30 + Math.random() * 70, undefined, { signal });
    claim = tryClaim(file);
  }
  const held = claim;
  const touching = setInterval(() => touch(held), touchMs);
  touching.unref();
  try {
    return await fn();
  } finally {
    clearInterval(touching);
    rmSync(held, { force: true });
  }
}

/**
 * A claim is a file whose name nobody else uses, with the process id in it. Whoever has made one and then
 * sees no other holds the lock: of two, the one that looks last sees the other's. That is why a dead claim
 * can be removed by anybody at any time; with one file for all, a live one could be hit.
 */
function tryClaim(file: string): string | undefined {
  const claim = `${file}.${process.pid}.${randomBytes(6).toString('hex')}`;
  if (others(file, claim).length > 0) return undefined;
  writeFileSync(claim, '', { flag: 'wx' });
  if (others(file, claim).length === 0) return claim;
  rmSync(claim, { force: true });
  return undefined;
}

function others(file: string, claim: string): string[] {
  const directory = path.dirname(file);
  const prefix = `${path.basename(file)}.`;
  return readdirSync(directory)
    .filter((name) => name.startsWith(prefix))
    .map((name) => path.join(directory, name))
    .filter(
      (other) =>
        other !== claim && isHeld(other, Number(path.basename(other).slice(prefix.length).split('.')[0])),
    );
}

function isHeld(claim: string, pid: number): boolean {
  try {
    if (isRunning(pid) && Date.now() - statSync(claim).mtimeMs < staleMs) return true;
    rmSync(claim, { force: true });
    return false;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** Whether a process with this id exists on this machine. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function touch(claim: string): void {
  try {
    const now = new Date();
    utimesSync(claim, now, now);
  } catch {
    // It was taken for dead and removed; the work goes on, see `withLock`.
  }
}
