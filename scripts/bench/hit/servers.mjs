import path from 'node:path';
import { launchUntapped } from '../../../dist/src/lab/launch.js';
import { openLab } from '../../../dist/src/lab/open.js';
import { startWatchdog } from '../../../dist/src/lab/process/watchdog.js';
import { listeningUrl } from '../../../dist/src/lab/variant-process.js';

const startLimitMs = 15_000;
/** Entries live longer than a run takes. */
const env = { CACHE_TTL_SECONDS: '3600' };

/**
 * Opens a lab, and starts each of the programs, files by name, with its stores, past the
 * taps. Returns the servers, `gets()`, how many GETs Redis has carried out, and `close()`, which ends it all.
 */
export async function startServers(programs, cacheDir) {
  const { postgres, redis, redisCommand, close: closeLab } = await openLab({ cacheDir });
  const watchdog = startWatchdog();
  const children = [];
  async function close() {
    await Promise.all(children.map((child) => child.stop()));
    await watchdog.close();
    await closeLab();
  }
  async function gets() {
    const { reply } = await redisCommand('INFO commandstats');
    return Number(/cmdstat_get:calls=(\d+)/.exec(reply)?.[1] ?? 0);
  }
  try {
    const servers = [];
    for (const [name, file] of Object.entries(programs)) {
      const program = { name, file: process.execPath, args: [file], cwd: path.dirname(file), env };
      const child = await launchUntapped({ postgres, redis, watchdog }, program);
      children.push(child);
      servers.push({ name, pid: child.pid, url: await listeningUrl(child, startLimitMs) });
    }
    return { servers, gets, close };
  } catch (error) {
    await close();
    throw error;
  }
}
