import { createServer } from 'node:net';

/**
 * Below the ports that systems hand out by themselves, to clients and to whoever listens on any port: such a
 * one may be gone when a program that was told it listens at last, or listens again after it was ended.
 */
const lowest = 20_000;
const highest = 31_999;
/** A port is taken rarely; so many in a row mean that something else is wrong. */
const attempts = 100;

/**
 * A port of 127.0.0.1 that was free a moment ago, for a program that has to be told its port. Another
 * program may take it before that one does, which is unlikely. Rejects when none can be listened on.
 */
export async function freePort(): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    const port = lowest + Math.floor(Math.random() * (highest - lowest + 1));
    try {
      await listenOnce(port);
      return port;
    } catch (error) {
      if (attempt === attempts) throw error;
    }
  }
}

function listenOnce(port: number): Promise<void> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => server.close(() => resolve()));
  });
}
