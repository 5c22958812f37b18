import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/**
 * Passes all bytes on, both ways, at the pace of the slower side, until both have ended. What the client sends goes through
 * `there`, what it gets through `back`.
 */
export function join(client: Socket, upstream: Socket, there?: Duplex, back?: Duplex): void {
  // It may have left while its way was made.
  if (client.destroyed) return void upstream.destroy();
  flow(client, upstream, there);
  flow(upstream, client, back);
  client.once('close', () => upstream.destroySoon());
  upstream.once('close', () => {
    // What came last, an error perhaps, is still on its way to the client.
    (back ?? client).end();
    client.unpipe();
    client.resume();
  });
}

function flow(from: Socket, to: Socket, through: Duplex | undefined): void {
  if (through) from.pipe(through).pipe(to);
  else from.pipe(to);
}
