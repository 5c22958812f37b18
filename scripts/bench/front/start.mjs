import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startChild } from '../../../dist/src/lab/process/child.js';
import { unpackDirectory } from '../../../dist/src/lab/stores/postgres/template.js';

const program = fileURLToPath(new URL('serve.mjs', import.meta.url));
const template = fileURLToPath(new URL('../../../dist/postgres.template', import.meta.url));
const startLimitMs = 30_000;
/** After so long a query counts as not answered. */
const answerLimitMs = 10_000;

/**
 * Starts a front before an empty database in the new directory `dataDir`: ours, or the one that is installed in `folder`.
 * The result's `connect` resolves with a client.
 */
export async function startFront(watchdog, dataDir, folder) {
  mkdirSync(dataDir, { mode: 0o700 });
  unpackDirectory(readFileSync(template), dataDir);
  const args = [program, dataDir, ...(folder === undefined ? [] : [folder])];
  const child = await startChild(watchdog, { name: 'front', file: process.execPath, args, cwd: dataDir });
  const [, port] = await child.startedBy(child.line(/^listening on port (\d+)/), startLimitMs);
  const address = { host: '127.0.0.1', port: Number(port), user: 'postgres', database: 'postgres' };
  return {
    async connect() {
      const client = new pg.Client({ ...address, query_timeout: answerLimitMs });
      // What a lost connection means shows where it is used.
      client.on('error', () => {});
      await client.connect();
      return client;
    },
  };
}
