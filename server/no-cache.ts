import Fastify from 'fastify';
import { addOrder, countOrders, type Order } from './shop/orders.js';
import { drinkQuery, orderBody } from './shop/schemas.js';
import { start } from './shop/start.js';

const app = Fastify();

app.get<{ Querystring: { drink: string } }>(
  '/orders/count',
  { schema: { querystring: drinkQuery } },
  async (request, reply) => {
    const { drink } = request.query;

    const count = await countOrders(drink);
    reply.header('x-cache', 'miss');
    return { drink, count };
  },
);

app.post<{ Body: Order }>('/orders', { schema: { body: orderBody } }, async (request, reply) => {
  const order = await addOrder(request.body);
  reply.code(201);
  return order;
});

await start(app);
