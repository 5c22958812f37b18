import Fastify from 'fastify';
import { reportCacheStatus } from './shop/cache-status.js';
import { cached, keyOf, redis } from './shop/cached.js';
import { addOrder, countOrders, firstOrder, type Order, priceRange } from './shop/orders.js';
import { drinkQuery, orderBody } from './shop/schemas.js';
import { start } from './shop/start.js';

const app = Fastify();
reportCacheStatus(app);

const orders = {
  count: cached(countOrders, { key: (drink) => keyOf('count', drink) }),
  first: cached(firstOrder, { key: (drink) => keyOf('first', drink) }),
  prices: cached(priceRange, { key: (drink) => keyOf('prices', drink), ttl: 3600 }),
};

type Ask = { Querystring: { drink: string } };
const schema = { querystring: drinkQuery };

app.get<Ask>('/orders/count', { schema }, async ({ query: { drink } }) => ({
  drink,
  count: await orders.count(drink),
}));
app.get<Ask>('/orders/first', { schema }, async ({ query: { drink } }) => ({
  drink,
  first: await orders.first(drink),
}));
app.get<Ask>('/orders/prices', { schema }, async ({ query: { drink } }) => ({
  drink,
  ...(await orders.prices(drink)),
}));

app.post<{ Body: Order }>('/orders', { schema: { body: orderBody } }, async (request, reply) => {
  const order = await addOrder(request.body);
  const { drink } = request.body;
  await redis.del([keyOf('count', drink), keyOf('first', drink), keyOf('prices', drink)]);
  reply.code(201);
  return order;
});

await start(app, redis);
