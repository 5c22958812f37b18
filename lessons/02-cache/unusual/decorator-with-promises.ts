// unusual: a decorator; requests at the same time share one promise, which stands in front of Redis
import Fastify from 'fastify';
import pg from 'pg';
import { createClient } from 'redis';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = await createClient({ url: process.env.REDIS_URL ?? '' }).connect();
const flights = new Map<string, Promise<unknown>>();

function cached<This, Args extends unknown[], Result>(
  method: (this: This, ...args: Args) => Promise<Result>,
  context: ClassMethodDecoratorContext<This>,
) {
  return function (this: This, ...args: Args): Promise<Result> {
    const key = JSON.stringify([context.name, ...args]);
    const look = async (): Promise<Result> => {
      const entry = await redis.get(key);
      if (entry !== null) return JSON.parse(entry);
      const result = await method.apply(this, args);
      await redis.set(key, JSON.stringify(result));
      return result;
    };
    const flight = (flights.get(key) as Promise<Result> | undefined) ?? look();
    flights.set(key, flight);
    return flight.finally(() => flights.delete(key));
  };
}

class Orders {
  @cached
  async average(drink: string, size: string): Promise<number | null> {
    const sql = 'SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1 AND size = $2';
    const { rows } = await db.query(sql, [drink, size]);
    return rows[0].average;
  }
}

const orders = new Orders();
const app = Fastify();
app.get<{ Querystring: { drink?: string; size?: string } }>('/orders/average', async (request, reply) => {
  const { drink, size } = request.query;
  if (!drink || !size) return reply.code(400).send({ error: 'drink and size, please' });
  return { drink, size, average: await orders.average(drink, size) };
});
await app.listen({ port: Number(process.env.PORT) });
