import type { Socket } from 'node:net';

const signs = ['readable', 'end', 'close'] as const;

/** Reads so many bytes and leaves the rest unread; undefined when the sender ends before. */
export function readExactly(socket: Socket, length: number): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    // Listening anew for each chunk would spin: a new listener is told of what is there already.
    const attempt = () => {
      const bytes: Buffer | null = socket.read(length);
      if (bytes === null && !socket.readableEnded && !socket.destroyed) return;
      for (const sign of signs) socket.off(sign, attempt);
      // At the end, what is left comes however short it is.
      resolve(bytes?.length === length ? bytes : undefined);
    };
    for (const sign of signs) socket.on(sign, attempt);
    attempt();
  });
}
