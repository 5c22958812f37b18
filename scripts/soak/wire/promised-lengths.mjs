import { heldBytes } from '../memory.mjs';
import { connectThrough } from './carry.mjs';

/** Messages that say they are longer than memory is large, or go on for ever, and then begin. */
const promises = {
  redis: [
    '*2\r\n$3\r\nSET\r\n$999999999999999\r\n',
    '*999999999999999\r\n',
    '"',
    '$999999999999999\r\n',
    '*?\r\n',
  ],
  postgres: [0x51, 0x50, 0x42, 0x64].map((type) => Buffer.from([type, 0x7f, 0xff, 0xff, 0xff])),
};
const filler = Buffer.alloc(4 * 2 ** 20, 'x');

/**
 * Has clients and stores promise more than they will ever send, and send some of it. Resolves with how much more the tap
 * holds then, in bytes, for each connection.
 */
export async function heldForPromises(store, opening, port, upstream) {
  const before = await heldBytes();
  const pairs = [];
  for (const promise of promises[store]) {
    for (const way of ['client', 'store']) {
      const pair = await connectThrough(port, upstream);
      pairs.push(pair);
      const from = pair[way];
      const to = way === 'client' ? pair.store : pair.client;
      let arrived = 0;
      const all = new Promise((resolve) => {
        to.on('data', (chunk) => {
          arrived += chunk.length;
          if (arrived >= filler.length) resolve();
        });
      });
      for (const [direction, bytes] of opening.pieces) {
        (direction === '>' ? pair.client : pair.store).write(bytes);
      }
      pair.client.resume();
      pair.store.resume();
      from.write(promise);
      from.write(filler);
      await all;
    }
  }
  const held = (await heldBytes()) - before;
  for (const { client, store: end } of pairs) for (const socket of [client, end]) socket.destroy();
  return held / pairs.length;
}
