import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../src/lab/free-port.ts';
import {
  addKey,
  continueIds,
  createOrders,
  orderChunks,
  orderCount,
} from '../../src/lab/stores/postgres/shop.ts';
import { postgresPrograms, redisProgram } from '../../src/lab/tap/testing/servers.ts';
import { countPath } from '../../src/lab/variants.ts';

const script = fileURLToPath(new URL('./local-stores.sh', import.meta.url));
const app = fileURLToPath(new URL('../../dist/server/cache.js', import.meta.url));

/** PostgreSQL refuses to run as root; it then runs as `nobody`. */
const nobody = 65534;
const isRoot = process.getuid?.() === 0;
const asNobody = `setpriv --reuid=${nobody} --regid=${nobody} --clear-groups`;

/** Whether this machine has the programs that the script starts. */
export const hasLocalStores = postgresPrograms() !== undefined && redisProgram() !== undefined;

/**
 * How long, in ms, a script takes to start PostgreSQL, Redis and an app until that has answered; it keeps its data in
 * `directory`, and makes them when there are none. All of it has ended when this resolves. Rejects when it fails.
 */
export async function startLocalStores(directory, env) {
  mkdirSync(directory, { recursive: true });
  if (isRoot) {
    chownSync(directory, nobody, nobody);
    // A temporary directory is closed to others, who could not get to what is in it.
    chmodSync(path.dirname(directory), 0o711);
  }
  const rows = path.join(directory, 'rows.sql');
  const inserts = [...orderChunks(orderCount)].map(({ sql }) => sql);
  writeFileSync(rows, [createOrders, ...inserts, addKey, continueIds].map((sql) => `${sql};\n`).join(''));
  const [postgresPort, redisPort, port] = [await freePort(), await freePort(), await freePort()];

  const start = performance.now();
  const child = spawn(script, {
    env: {
      ...env,
      DATA: path.join(directory, 'data'),
      ROWS: rows,
      PROGRAMS: postgresPrograms(),
      REDIS: redisProgram(),
      NODE: process.execPath,
      AS: isRoot ? asNobody : '',
      POSTGRES_PORT: String(postgresPort),
      REDIS_PORT: String(redisPort),
      PORT: String(port),
      APP: app,
      ASK: `http://127.0.0.1:${port}${countPath}`,
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  await Promise.race([once(child.stdout, 'data'), closed]);
  const answeredMs = performance.now() - start;
  child.stdin.end();
  const [code] = await closed;
  if (code !== 0) throw new Error(`${script} ended with ${code}.`);
  return answeredMs;
}
