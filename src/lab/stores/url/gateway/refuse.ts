import type { Socket } from 'node:net';

/** Tells the client its protocol's error, and ends. What it has sent is read: else the system may drop the error. */
export function refuse(client: Socket, error: Buffer): void {
  client.end(error);
  client.resume();
}
