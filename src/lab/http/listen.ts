import type { Server } from 'node:net';
import { environmentError, messageOf } from '../../errors.js';

/**
 * Resolves when the server listens on a port of 127.0.0.1, a free one for 0. Rejects with a TutorialError when the
 * port cannot be had.
 */
export function listenOn(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const why = `Cannot listen on port ${port} (${messageOf(error)}). Choose another port.`;
      reject(environmentError(why, error));
    });
    server.listen(port, '127.0.0.1', resolve);
  });
}
