import { type AddressInfo, createServer } from 'node:net';

/**
 * A port of 127.0.0.1 that was free a moment ago, for a program that has to be told its port. Another
 * program may take it before that one does.
 */
export async function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
