import Fastify from 'fastify';
import { drinkQuery } from './shop/schemas.js';
import { start } from './shop/start.js';

/**
 * Serves the variants' route with counts from `countOf`, a library. None of them tells a caller whether it hit, so the
 * header says the same in every answer.
 */
export async function serveCounts(countOf) {
  const app = Fastify();
  app.get('/orders/count', { schema: { querystring: drinkQuery } }, async (request, reply) => {
    const { drink } = request.query;
    const count = await countOf(drink);
    reply.header('x-cache', 'hit');
    return { drink, count };
  });
  await start(app);
}
