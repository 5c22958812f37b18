// A way to a store, in the main thread of a process of its own, as a lesson's taps are:
//   node way.mjs 'tap'|'bare proxy' <port of the store>
// Says on which port it listens, and passes bytes on until it is ended.
import { once } from 'node:events';
import { createConnection, createServer } from 'node:net';
import { openTap } from '../../../dist/src/lab/tap/tap.js';

const host = '127.0.0.1';

/** The least a proxy can be: bytes are passed on, and nothing looks at them. Resolves with its port. */
async function bareProxy(port) {
  const server = createServer({ noDelay: true }, (client) => {
    const store = createConnection({ host, port, noDelay: true });
    client.pipe(store).pipe(client);
    for (const [socket, other] of [
      [client, store],
      [store, client],
    ]) {
      socket.on('error', () => other.destroy());
    }
  });
  server.listen(0, host);
  await once(server, 'listening');
  return server.address().port;
}

/** A tap that somebody listens to, as a lesson does while a request is traced. Resolves with its port. */
async function tapped(port) {
  const tap = openTap({ store: 'redis', upstream: { host, port } });
  let events = 0;
  tap.subscribe(() => events++);
  return (await tap.listen('A')).port;
}

const [kind, store] = process.argv.slice(2);
const port = kind === 'tap' ? await tapped(Number(store)) : await bareProxy(Number(store));
process.stdout.write(`listening on port ${port}\n`);
