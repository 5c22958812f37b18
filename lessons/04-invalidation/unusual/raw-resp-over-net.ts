// unusual: RESP by hand over a socket, node:http alone, values in base64
import { createServer, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const { hostname, port } = new URL(process.env.REDIS_URL ?? '');
const prices: Record<string, number> = { small: 280, medium: 340, large: 400 };

/** One command on a connection of its own; a bulk string, or null. */
function redis(...words: string[]): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    const lines = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`);
    socket.end(`*${words.length}\r\n${lines.join('')}`);
    let reply = '';
    socket.setEncoding('utf8').on('data', (text) => {
      reply += text;
    });
    socket.on('end', () => resolve(reply.startsWith('$-1') ? null : (reply.split('\r\n')[1] ?? '')));
    socket.on('error', reject);
  });
}

const keyOf = (drink: string | null) => `r-${drink === null ? '' : `d${encodeURIComponent(drink)}`}`;
const invalidate = (drink: string) => redis('DEL', keyOf(drink), keyOf(null));

async function revenue(drink: string | null): Promise<unknown> {
  const cached = await redis('GET', keyOf(drink));
  if (cached !== null) return JSON.parse(Buffer.from(cached, 'base64').toString());
  const { rows } = await db.query(
    'SELECT coalesce(sum(price_cents), 0)::int AS revenue FROM orders WHERE drink = $1 OR $1 IS NULL',
    [drink],
  );
  const value = Buffer.from(JSON.stringify(rows[0])).toString('base64');
  await redis('SET', keyOf(drink), value, 'PX', `${Number(process.env.CACHE_TTL_SECONDS) * 1000}`);
  return rows[0];
}

async function answer(request: IncomingMessage): Promise<[number, unknown]> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  if (request.method === 'GET') return [200, await revenue(searchParams.get('drink'))];
  if (request.method === 'DELETE') {
    const id = pathname.split('/').pop();
    const { rows } = await db.query('DELETE FROM orders WHERE id = $1 RETURNING drink', [id]);
    if (rows[0]) await invalidate(rows[0].drink);
    return rows[0] ? [200, {}] : [404, {}];
  }
  const { drink, size } = JSON.parse(Buffer.concat(await request.toArray()).toString());
  if (!drink || !(size in prices)) return [400, {}];
  await db.query('INSERT INTO orders (drink, size, price_cents) VALUES ($1, $2, $3)', [
    drink,
    size,
    prices[size],
  ]);
  await invalidate(drink);
  return [201, {}];
}

createServer(async (request, response) => {
  const [status, body] = await answer(request).catch((error) => [500, { error: String(error) }] as const);
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}).listen(Number(process.env.PORT), '127.0.0.1');
