import { setTimeout as sleep } from 'node:timers/promises';
import { createCleanup } from './cleanup.js';
import { untilQuiet } from './http/quiet.js';
import { sendRequest } from './http/request.js';
import { recordWire } from './http/wire.js';
import { useAlone } from './in-use.js';
import type { HttpObservation, HttpRequest, Lab, LabOptions } from './lab.js';
import { openRange } from './load/range.js';
import { openNotice } from './notice.js';
import { startWatchdog } from './process/watchdog.js';
import { openRedisPrompt } from './redis-prompt.js';
import { Servers } from './servers.js';
import { createSessionDir, defaultCacheDir, sweepSessions } from './session-dir.js';
import { openSnapshotReader } from './snapshot-reader.js';
import { openSqlPrompt } from './sql-prompt.js';
import { openStores } from './stores/open-stores.js';
import { lackingCommands } from './stores/redis/lacking.js';
import { claimOfDatabase, claimOfSchema, describeClaim } from './stores/url/claims.js';
import { checkStores, explainedBy } from './stores/url/explained.js';
import { StoreTrouble } from './stores/url/trouble.js';
import { openTap } from './tap/tap.js';
import { variantsDir } from './variants.js';

/** How long it may take until a dead server is known to be dead, in ms. */
const deathNoticeMs = 200;

/**
 * Opens a lab: watchdog first, then the session's directory, the stores side by side, and their taps.
 * PostgreSQL may still be loading when it resolves; what is asked of it waits.
 *
 * Rejects with a TutorialError when a part cannot start, and with the signal's reason when it is aborted;
 * either way nothing stays behind.
 */
export async function openLab(options: LabOptions): Promise<Lab> {
  options.signal?.throwIfAborted();
  const cleanup = createCleanup();
  try {
    const watchdog = startWatchdog();
    cleanup.add(watchdog.close);
    const cacheDir = options.cacheDir ?? defaultCacheDir();
    const sessionDir = createSessionDir(cacheDir, watchdog);
    cleanup.add(sessionDir.remove);
    useAlone(thingsUsed(options), sessionDir.path, cacheDir);
    const sweeping = sweepSessions(cacheDir);
    cleanup.add(() => sweeping);

    // Both take a while to load, and are needed soon, execa first: the time is better spent while the stores start.
    // A failure shows where they are used.
    import('./process/execa.js').then(() => import('./stores/postgres/pg.js')).catch(() => {});

    const stores = await openStores({ ...options, cacheDir, sessionDir: sessionDir.path, watchdog, cleanup });
    const { postgres, redis } = stores;
    const taps = {
      postgres: openTap({
        store: 'postgres',
        upstream: { host: postgres.host, port: postgres.port },
        ownUserOnly: postgres.ownUserOnly,
      }),
      redis: openTap({ store: 'redis', upstream: { host: redis.host, port: redis.port } }),
    };
    cleanup.add(() => taps.postgres.close());
    cleanup.add(() => taps.redis.close());
    const bothTaps = [taps.postgres, taps.redis];

    const sql = openSqlPrompt(postgres);
    cleanup.add(sql.close);
    const redisPrompt = openRedisPrompt(redis);
    cleanup.add(redisPrompt.close);
    const reader = openSnapshotReader(sql, redis);
    cleanup.add(reader.close);

    const serverDir = options.serverDir ?? variantsDir;
    const servers = new Servers({ taps, postgres, redis, serverDir, watchdog });
    cleanup.add(() => servers.close());
    const range = openRange({ postgres, redis, serverDir, watchdog });
    cleanup.add(range.close);

    const notice = options.purpose && openNotice(sessionDir.path, options.purpose, stores);
    async function noticed<T>(change: Promise<T>): Promise<T> {
      try {
        return await change;
      } finally {
        notice?.servers(servers.running);
      }
    }

    // A store that is somebody's may fail: then that is said, not what it led to.
    const bothStores = [postgres, redis];
    const explained = <T>(work: () => Promise<T>) =>
      explainedBy(bothStores, work, options.signal).catch((error) => {
        if (error instanceof StoreTrouble) servers.hurry();
        throw error;
      });

    async function request(request: HttpRequest, copy?: string): Promise<HttpObservation> {
      const { server, child } = servers.find(copy);
      const record = recordWire(bothTaps);
      try {
        const answer = await explained(() => sendRequest(server.url, request));
        if (answer.status >= 500) await checkStores(bothStores);
        await untilQuiet(bothTaps);
        return { ...answer, wire: record.end() };
      } catch (error) {
        record.end();
        // A server that dies hangs up first. How it died says more than that.
        const death = await Promise.race([child.ended, sleep(deathNoticeMs)]);
        throw death ?? error;
      }
    }

    return {
      postgres,
      redis,
      taps,
      get servers() {
        return servers.running;
      },
      startServers: (variant, copies = 1, start) =>
        explained(() => noticed(servers.start(variant, copies, start))),
      startProgram: (program, ports, env) => noticed(servers.startProgram(program, ports, env)),
      prepare: (program, copies) => servers.prepare(program, copies),
      stopServers: () => noticed(servers.stop()),
      request,
      load: (load) => explained(() => range.load(load)),
      sql: (text) => explained(() => sql.run(text)),
      redisCommand: (line) => explained(() => redisPrompt.run(line)),
      lacks: (commands) => explained(() => lackingCommands(redis, commands)),
      watch: reader.watch,
      snapshot: () => explained(reader.read),
      keys: () => explained(reader.keys),
      async reset() {
        // A transaction or another logical database that was left open at a prompt ends here too.
        await Promise.all([noticed(servers.stop()), sql.close()]);
        redisPrompt.close();
        await explained(() => Promise.all([postgres.reset(), redis.reset()]));
      },
      explained,
      check: () => checkStores(bothStores),
      announce: (addresses) => notice?.servers(addresses),
      close: cleanup.run,
    };
  } catch (error) {
    // What went wrong first is what matters; the watchdog takes what the cleanup could not end.
    await cleanup.run().catch(() => {});
    throw error;
  }
}

/** What is used of stores that are somebody's. */
function thingsUsed({ postgres, redis }: LabOptions): string[] {
  return [
    ...(postgres ? [claimOfSchema(postgres.address, postgres.owner.name)] : []),
    ...(redis ? [claimOfDatabase(redis.address, redis.address.database)] : []),
  ].map(describeClaim);
}
