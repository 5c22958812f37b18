import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { livingProcesses } from '../../test/support/living-processes.js';
import { startWatchdog } from './process/watchdog.js';
import { Servers } from './servers.js';
import { openEmbeddedRedis } from './stores/redis/embedded.js';
import { openTap } from './tap/tap.js';

const serverDir = mkdtempSync(path.join(tmpdir(), 'servers-test-'));
afterAll(() => rmSync(serverDir, { recursive: true }));

test('a server that never says that it listens is ended when its time is over', async () => {
  writeFileSync(path.join(serverDir, 'mute.js'), `console.log('warming up'); setInterval(() => {}, 1000)`);
  const watchdog = startWatchdog();
  const redis = await openEmbeddedRedis();
  const upstream = { host: redis.host, port: redis.port };
  const taps = {
    postgres: openTap({ store: 'postgres', upstream }),
    redis: openTap({ store: 'redis', upstream }),
  };
  // It never connects to its PostgreSQL, so any store will do.
  const servers = new Servers({ taps, postgres: redis, redis, serverDir, watchdog, startLimitMs: 300 });
  await expect(servers.start('mute', 2)).rejects.toThrow(
    /Server [AB] \(mute\) was not ready within 0.3 s.*warming up/s,
  );
  expect(livingProcesses({ command: path.join(serverDir, 'mute.js') })).toEqual([]);
  await servers.close();
  await Promise.all([taps.postgres.close(), taps.redis.close()]);
  await redis.close();
  await watchdog.close();
});
