import Fastify from 'fastify';
import { reportCacheStatus } from './shop/cache-status.js';
import { Cached, keyOf, redis } from './shop/cached.js';
import { addOrder, countOrders, firstOrder, type Order, priceRange } from './shop/orders.js';
import { drinkQuery, orderBody } from './shop/schemas.js';
import { start } from './shop/start.js';

const app = Fastify();
reportCacheStatus(app);

class Orders {
  @Cached()
  count(drink: string) {
    return countOrders(drink);
  }

  @Cached()
  first(drink: string) {
    return firstOrder(drink);
  }

  @Cached({ ttl: 3600 })
  prices(drink: string) {
    return priceRange(drink);
  }
}

const orders = new Orders();

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
