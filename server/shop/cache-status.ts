import type { FastifyInstance, FastifyReply } from 'fastify';

let answering: FastifyReply | undefined;

/** Gives every answer to a GET an `X-Cache` header: `hit` when a marker for it was called, else `miss`. */
export function reportCacheStatus(app: FastifyInstance): void {
  app.addHook('preHandler', (request, reply, done) => {
    if (request.method === 'GET') {
      reply.header('x-cache', 'miss');
      answering = reply;
    }
    // Runs the route's handler up to its first await. After that, other requests may have their turn.
    done();
    answering = undefined;
  });
}

/**
 * For the request being answered: what says that the answer came from the cache. It must be asked for before the first
 * await of a handler. (An AsyncLocalStorage would know the request after it, too; on Node 20 it costs something with
 * each promise.)
 */
export function hitMarker(): () => void {
  const reply = answering;
  return () => reply?.header('x-cache', 'hit');
}
