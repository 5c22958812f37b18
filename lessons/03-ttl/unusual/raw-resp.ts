// unusual: no framework and no client: RESP over a socket; counts as strings, and fields that nobody asked for
// warns: `orders` is a string
// warns: the entries of the old server stay in Redis
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const { hostname, port } = new URL(process.env.REDIS_URL ?? '');

/** Sends a command over a connection of its own; the string that comes back, or undefined for none. */
async function redis(...words: string[]): Promise<string | undefined> {
  const socket = connect(Number(port), hostname);
  const command = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('');
  socket.write(`*${words.length}\r\n${command}`);
  let reply = '';
  for (;;) {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    reply += chunk.toString('latin1');
    const [head = '', length] = reply.match(/^(?:\$(-?\d+)|[+:-].*)\r\n/) ?? [];
    const size = Number(length ?? -1);
    if (head === '' || (size >= 0 && reply.length < head.length + size + 2)) continue;
    socket.end();
    return size < 0
      ? undefined
      : Buffer.from(reply.slice(head.length, head.length + size), 'latin1').toString();
  }
}

createServer(async (request, response) => {
  const limit = new URL(request.url ?? '/', 'http://localhost').searchParams.get('limit') ?? '10';
  let body = await redis('GET', `raw:${limit}`);
  if (body === undefined) {
    const { rows } = await db.query(
      'SELECT rank() OVER (ORDER BY count(*) DESC), drink, count(*) AS orders FROM orders GROUP BY drink ORDER BY 3 DESC LIMIT $1',
      [limit],
    );
    body = JSON.stringify({ asked: Number(limit), drinks: rows });
    await redis('SET', `raw:${limit}`, body, 'PX', `${process.env.CACHE_TTL_SECONDS}000`);
  }
  response.setHeader('content-type', 'application/json');
  response.end(body);
}).listen(Number(process.env.PORT));
