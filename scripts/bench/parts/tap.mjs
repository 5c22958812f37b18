import { fire } from '../../../dist/src/lab/load/cannon.js';
import { startWatchdog } from '../../../dist/src/lab/process/watchdog.js';
import { connectRedis } from '../../../dist/src/lab/stores/redis/connection.js';
import { openEmbeddedRedis } from '../../../dist/src/lab/stores/redis/embedded.js';
import { findLocalRedis, openLocalRedis } from '../../../dist/src/lab/stores/redis/local.js';
import { askRedis } from '../tap/ask-redis.mjs';
import { startServer, startWay } from '../tap/start.mjs';

const ways = ['direct', 'bare proxy', 'tap'];
const connections = 20;
const key = 'orders:count:latte';
const hit = '/orders/count?drink=latte';

/** What is left of a bundled server's throughput, and of that of Redis itself, behind a tap and behind a bare proxy. */
export async function measure(bench) {
  const watchdog = startWatchdog();
  try {
    const redis = await openRedis(bench.work, watchdog);
    const ports = { direct: redis.port };
    for (const kind of ['bare proxy', 'tap']) ports[kind] = await startWay(watchdog, kind, redis.port);
    const servers = {};
    for (const way of ways) servers[way] = await startServer(watchdog, 'cache', ports[way]);
    await inTurn(bench, 'a hit', async (way) => {
      const signal = AbortSignal.timeout(60_000);
      const figures = await fire({ url: servers[way] + hit, connections, seconds: 1, signal });
      if (figures.non2xx + figures.errors > 0) throw new Error(`${way}: not every request was answered.`);
      return figures.perSecond;
    });
    for (const atOnce of [1, 16]) {
      const name = atOnce === 1 ? 'GET' : `GET, ${atOnce} at once`;
      await inTurn(bench, name, (way) =>
        askRedis({ port: ports[way], key, connections, atOnce, seconds: 0.5 }),
      );
    }
  } finally {
    await watchdog.close();
  }
  bench.compare('a hit: tap', 'a hit: bare proxy', { atLeast: 0.9 });
}

/** Measures each way in turn, round after round; the first round, in which code gets fast, does not count. */
async function inTurn(bench, name, perSecond) {
  const rounds = bench.short ? 2 : 15;
  for (let round = 0; round <= rounds; round++) {
    for (const way of ways) {
      const value = await perSecond(way);
      if (round > 0) bench.note(`${name}: ${way}`, '1/s', value);
    }
  }
}

/** The Redis that a lesson would take here, with the key that the server reads. */
async function openRedis(dir, watchdog) {
  const binary = findLocalRedis();
  const redis = binary ? await openLocalRedis({ binary, dir, watchdog }) : await openEmbeddedRedis();
  const connection = await connectRedis(redis.url);
  await connection.send(['SET', key, '124873']);
  connection.close();
  return redis;
}
