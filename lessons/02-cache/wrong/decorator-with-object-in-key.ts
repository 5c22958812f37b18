// wrong: arguments: every request shares one key
import Fastify from 'fastify';
import pg from 'pg';
import { createClient } from 'redis';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = await createClient({ url: process.env.REDIS_URL ?? '' }).connect();

interface Ask {
  drink: string;
  size: string;
}

function cached<Argument, Result>(
  method: (argument: Argument) => Promise<Result>,
  context: ClassMethodDecoratorContext,
) {
  return async (argument: Argument): Promise<Result> => {
    // An object in a string is `[object Object]`.
    const key = `${String(context.name)}(${argument})`;
    const entry = await redis.get(key);
    if (entry !== null) return JSON.parse(entry);
    const result = await method(argument);
    await redis.set(key, JSON.stringify(result));
    return result;
  };
}

class Orders {
  @cached
  async average({ drink, size }: Ask) {
    const { rows } = await db.query(
      'SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1 AND size = $2',
      [drink, size],
    );
    return { drink, size, average: rows[0].average as number | null };
  }
}

const orders = new Orders();
const app = Fastify();
app.get<{ Querystring: Ask }>('/orders/average', async ({ query }, reply) => {
  if (!query.drink || !query.size) return reply.code(400).send({ error: 'drink and size, please' });
  return orders.average({ ...query });
});
await app.listen({ port: Number(process.env.PORT) });
