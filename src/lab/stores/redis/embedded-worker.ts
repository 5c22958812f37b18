// The embedded Redis, in a worker thread. The build bundles this file with js-redis-server into one,
// see scripts/build/files.mjs.
import { type AddressInfo, createServer } from 'node:net';
import { parentPort } from 'node:worker_threads';
import {
  attachSession,
  createRedisCommandExecutor,
  defineCommand,
  RedisResult,
  RedisServerState,
  RedisValue,
  SocketConnectionTransport,
  t,
} from 'js-redis-server/core';

/** js-redis-server has no ECHO, and some clients check a connection with it. */
const echo = defineCommand({
  name: 'echo',
  schema: t.object({ message: t.bulk() }),
  flags: ['fast'],
  keys: () => [],
  execute: ({ message }) => RedisResult.create(RedisValue.bulkString(message)),
});

const state = new RedisServerState({ databaseCount: 16 });
const executor = createRedisCommandExecutor({ extraCommands: [echo] });

// Its own server would bind every interface; this one can be reached from this machine only.
const server = createServer({ noDelay: true }, (socket) => {
  // A client that vanishes ends its session through the transport; the error itself tells nobody anything.
  attachSession(new SocketConnectionTransport(socket), {
    state,
    executor,
    clientAddress: `${socket.remoteAddress}:${socket.remotePort}`,
    logger: { error: () => {} },
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  parentPort?.postMessage({ port, version: state.profile.version });
});
