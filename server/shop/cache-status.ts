import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance } from 'fastify';

interface Status {
  outcome: 'hit' | 'miss';
}

const current = new AsyncLocalStorage<Status>();

/** Gives every answer to a GET an `X-Cache` header: `hit` when `markHit` was called for it, else `miss`. */
export function reportCacheStatus(app: FastifyInstance): void {
  app.addHook('onRequest', (_request, _reply, done) => current.run({ outcome: 'miss' }, done));
  app.addHook('onSend', async (request, reply) => {
    if (request.method === 'GET') reply.header('x-cache', current.getStore()?.outcome ?? 'miss');
  });
}

/** Says that the answer to the request being served came from the cache. */
export function markHit(): void {
  const status = current.getStore();
  if (status) status.outcome = 'hit';
}
