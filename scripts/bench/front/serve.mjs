// One data directory behind one front, in a process of its own:
//   node serve.mjs <data directory> [folder in which pglite-socket is installed]
// Says on which port it listens, and serves until it is ended. PGlite and its settings are the same either way.
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { Engine, startParams } from '../../../dist/src/lab/stores/postgres/engine.js';
import { Front } from '../../../dist/src/lab/stores/postgres/front.js';

const host = '127.0.0.1';
const [dataDir, folder] = process.argv.slice(2);

async function ourFront() {
  const front = new Front(10_000);
  await front.open(await Engine.open(dataDir));
  const server = createServer({ allowHalfOpen: true }, (socket) => front.accept(socket));
  server.listen(0, host);
  await once(server, 'listening');
  return server.address().port;
}

async function pgliteSocket() {
  const require = createRequire(path.join(folder, 'package.json'));
  const { PGLiteSocketServer } = await import(pathToFileURL(require.resolve('@electric-sql/pglite-socket')));
  const db = await PGlite.create({ dataDir, startParams: [...startParams] });
  const server = new PGLiteSocketServer({ db, host, port: 0, maxConnections: 4 });
  const listening = new Promise((resolve) => server.addEventListener('listening', resolve, { once: true }));
  await server.start();
  return (await listening).detail.port;
}

const port = folder === undefined ? await ourFront() : await pgliteSocket();
process.stdout.write(`listening on port ${port}\n`);
