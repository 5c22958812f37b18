import type { FastifyInstance } from 'fastify';
import { db } from './orders.js';

/** Listens on `PORT` (a free one when it is 0 or unset), says where, and closes cleanly on a signal. */
export async function start(app: FastifyInstance, redis?: { close(): Promise<unknown> }): Promise<void> {
  const address = await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT ?? 0) });
  console.log(`listening on ${address}`);

  const stop = async () => {
    await app.close();
    await Promise.all([db.end(), redis?.close()]);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
