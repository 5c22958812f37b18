// wrong: expires: the entry lives 60 s, whatever CACHE_TTL_SECONDS says
import Fastify from 'fastify';
import { Redis } from 'ioredis';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = new Redis(process.env.REDIS_URL ?? '', { db: 1 });
const app = Fastify();
const urls = new Set<string>();

// Hooks that serve every route.
app.addHook('onRequest', async (request, reply) => {
  const body = await redis.get(request.url);
  if (body === null) {
    urls.add(request.id);
    return;
  }
  reply.type('application/json; charset=utf-8').send(body);
  return reply;
});
app.addHook('onSend', async (request, _reply, payload) => {
  if (urls.delete(request.id)) await redis.set(request.url, String(payload), 'EX', 60);
  return payload;
});

app.get<{ Querystring: { limit: string } }>('/drinks/top', async ({ query: { limit } }) => {
  const { rows } = await db.query(
    'SELECT drink, count(*)::int AS orders FROM orders GROUP BY drink ORDER BY orders DESC LIMIT $1',
    [limit],
  );
  return { drinks: rows };
});

await app.listen({ port: Number(process.env.PORT) });
