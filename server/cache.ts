import Fastify from 'fastify';
import { addOrder, countOrders, type Order } from './shop/orders.js';
import { connectRedis } from './shop/redis.js';
import { drinkQuery, orderBody } from './shop/schemas.js';
import { start } from './shop/start.js';

const app = Fastify();
const redis = await connectRedis();

app.get<{ Querystring: { drink: string } }>(
  '/orders/count',
  { schema: { querystring: drinkQuery } },
  async (request, reply) => {
    const { drink } = request.query;
    const key = `orders:count:${drink}`;

    const cached = await redis.get(key);
    if (cached !== null) {
      reply.header('x-cache', 'hit');
      return { drink, count: Number(cached) };
    }

    const count = await countOrders(drink);
    await redis.set(key, count);
    reply.header('x-cache', 'miss');
    return { drink, count };
  },
);

app.post<{ Body: Order }>('/orders', { schema: { body: orderBody } }, async (request, reply) => {
  const order = await addOrder(request.body);
  reply.code(201);
  return order;
});

await start(app, redis);
