import Fastify from 'fastify';
import { addOrder, countOrders, firstOrder, type Order, priceRange } from './shop/orders.js';
import { connectRedis } from './shop/redis.js';
import { drinkQuery, orderBody } from './shop/schemas.js';
import { start } from './shop/start.js';

const app = Fastify();
const redis = await connectRedis();
const expiration = { type: 'EX', value: Number(process.env.CACHE_TTL_SECONDS ?? 5) } as const;

type Ask = { Querystring: { drink: string } };
const schema = { querystring: drinkQuery };

app.get<Ask>('/orders/count', { schema }, async (request, reply) => {
  const { drink } = request.query;
  const cached = await redis.get(`orders:count:${drink}`);
  reply.header('x-cache', cached === null ? 'miss' : 'hit');
  if (cached !== null) return JSON.parse(cached);
  const answer = { drink, count: await countOrders(drink) };
  await redis.set(`orders:count:${drink}`, JSON.stringify(answer), { expiration });
  return answer;
});

app.get<Ask>('/orders/first', { schema }, async (request, reply) => {
  const { drink } = request.query;
  const cached = await redis.get(`orders:first:${drink}`);
  reply.header('x-cache', cached === null ? 'miss' : 'hit');
  if (cached !== null) return JSON.parse(cached);
  const answer = { drink, first: await firstOrder(drink) };
  await redis.set(`orders:first:${drink}`, JSON.stringify(answer), { expiration });
  return answer;
});

app.get<Ask>('/orders/prices', { schema }, async (request, reply) => {
  const { drink } = request.query;
  const cached = await redis.get(`orders:count:${drink}`);
  reply.header('x-cache', cached === null ? 'miss' : 'hit');
  if (cached !== null) return JSON.parse(cached);
  const answer = { drink, ...(await priceRange(drink)) };
  await redis.set(`orders:count:${drink}`, JSON.stringify(answer), { expiration });
  return answer;
});

app.post<{ Body: Order }>('/orders', { schema: { body: orderBody } }, async (request, reply) => {
  const order = await addOrder(request.body);
  const { drink } = request.body;
  await redis.del([`orders:count:${drink}`, `orders:first:${drink}`]);
  reply.code(201);
  return order;
});

await start(app, redis);
