// The least that a hit costs with Fastify and one GET: the entry is the answer as it is sent, so that nothing is read
// out of it or written around it. It has one route, and nothing that a lesson would show.
import Fastify from 'fastify';
import { countOrders } from './shop/orders.js';
import { connectRedis } from './shop/redis.js';
import { drinkQuery } from './shop/schemas.js';
import { start } from './shop/start.js';

const app = Fastify();
const redis = await connectRedis();

async function fill(key, drink) {
  const answer = JSON.stringify({ drink, count: await countOrders(drink) });
  await redis.set(key, answer);
  return answer;
}

app.get('/orders/count', { schema: { querystring: drinkQuery } }, async (request, reply) => {
  const { drink } = request.query;
  const key = `least:${drink}`;
  const answer = (await redis.get(key)) ?? (await fill(key, drink));
  reply.header('x-cache', 'hit').type('application/json; charset=utf-8');
  return answer;
});

await start(app, redis);
