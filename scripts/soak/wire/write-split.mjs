const whole = Number.MAX_SAFE_INTEGER;
/** About half as many pieces as there are at most; each of them takes a while. */
const mostPieces = 1000;

/**
 * Writes the bytes in pieces cut at random, now and then in another turn of the event loop, so that they arrive cut as
 * well. Ends early when the socket is gone.
 */
export async function writeSplit(socket, bytes, random) {
  const drawn = random.pick([whole, 1 + random.below(1000), 1 + random.below(30)]);
  const most = bytes.length > 100_000 ? whole : Math.max(drawn, Math.ceil(bytes.length / mostPieces));
  for (let at = 0; at < bytes.length && !socket.destroyed; ) {
    const size = most === whole ? whole : 1 + random.below(most);
    const taken = socket.write(bytes.subarray(at, at + size));
    at += size;
    if (!taken) await writable(socket);
    else if (random.below(4) === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Resolves when the socket takes more, or never will. */
function writable(socket) {
  return new Promise((resolve) => {
    const done = () => {
      for (const event of ['drain', 'close']) socket.off(event, done);
      resolve();
    };
    for (const event of ['drain', 'close']) socket.on(event, done);
  });
}
