// wrong: reads: reading extends the life of the entry
import Fastify from 'fastify';
import { Redis } from 'ioredis';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = new Redis(process.env.REDIS_URL ?? '');
const ttl = Number(process.env.CACHE_TTL_SECONDS);

/** Keeps what a method returns. */
function cached<T, A extends unknown[]>(
  method: (...args: A) => Promise<T>,
  context: { name: string | symbol },
) {
  return async (...args: A): Promise<T> => {
    const key = `${String(context.name)}:${JSON.stringify(args)}`;
    const hit = await redis.getex(key, 'EX', ttl);
    if (hit !== null) return JSON.parse(hit) as T;
    const result = await method(...args);
    await redis.set(key, JSON.stringify(result), 'EX', ttl);
    return result;
  };
}

class Drinks {
  @cached
  async top(limit: number): Promise<object[]> {
    const { rows } = await db.query(
      'SELECT drink, count(*)::int AS orders FROM orders GROUP BY drink ORDER BY orders DESC LIMIT $1',
      [limit],
    );
    return rows;
  }
}

const drinks = new Drinks();
const app = Fastify();
app.get<{ Querystring: { limit: string } }>('/drinks/top', async ({ query }) => ({
  drinks: await drinks.top(Number(query.limit)),
}));
await app.listen({ port: Number(process.env.PORT) });
