import { once } from 'node:events';
import { createConnection } from 'node:net';

/**
 * Sends GETs to the Redis at `port` of this machine: on each connection `atOnce` of them in one write, and the next when
 * all of these are answered. Returns how many were answered in a second.
 */
export async function askRedis({ port, key, connections, atOnce, seconds }) {
  const command = `*2\r\n$3\r\nGET\r\n$${Buffer.byteLength(key)}\r\n${key}\r\n`;
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(port)));
  const replyBytes = await lengthOfReply(sockets[0], command);
  const batch = Buffer.from(command.repeat(atOnce));
  const start = performance.now();
  const elapsedMs = () => performance.now() - start;
  let answered = 0;
  const talks = sockets.map(async (socket) => {
    let due = 0;
    const ask = () => {
      due = replyBytes * atOnce;
      socket.write(batch);
    };
    socket.on('data', (chunk) => {
      due -= chunk.length;
      if (due > 0) return;
      answered += atOnce;
      if (elapsedMs() < seconds * 1000) ask();
      else socket.end();
    });
    ask();
    await once(socket, 'close');
  });
  await Promise.all(talks);
  return answered / (elapsedMs() / 1000);
}

async function open(port) {
  const socket = createConnection({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  return socket;
}

/** The value is the same all the time, and so is the length of its reply. */
async function lengthOfReply(socket, command) {
  socket.write(command);
  return (await once(socket, 'data'))[0].length;
}
