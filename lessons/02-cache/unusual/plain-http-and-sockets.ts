// unusual: no framework and no Redis client, only what Node has
import { createServer } from 'node:http';
import { connect } from 'node:net';
import pg from 'pg';

const db = new pg.Client(process.env.DATABASE_URL);
await db.connect();
const { hostname, port } = new URL(process.env.REDIS_URL ?? '');

/** A connection for each command: sends it, and resolves with the bulk string or undefined. */
function redis(...words: string[]): Promise<string | undefined> {
  const parts = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => {
      socket.write(`*${parts.length}\r\n${parts.join('')}*1\r\n$4\r\nQUIT\r\n`);
    });
    socket.on('data', (chunk) => chunks.push(chunk)).on('error', reject);
    socket.on('end', () => {
      socket.end();
      const [, length, rest = ''] =
        Buffer.concat(chunks)
          .toString('latin1')
          .match(/^\$(\d+)\r\n([\s\S]*)/) ?? [];
      resolve(
        length === undefined ? undefined : Buffer.from(rest.slice(0, Number(length)), 'latin1').toString(),
      );
    });
  });
}

const sql = 'SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1 AND size = $2';

const server = createServer(async (request, response) => {
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const [drink, size] = [searchParams.get('drink'), searchParams.get('size')];
  const send = (status: number, body: string) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  if (!drink || !size) return send(400, '{}');
  try {
    const key = `${encodeURI(drink).replaceAll('/', '%2F')}/${encodeURI(size)}`;
    const kept = await redis('GET', key);
    if (kept !== undefined) return send(200, kept);
    const body = JSON.stringify({ drink, size, ...(await db.query(sql, [drink, size])).rows[0] });
    await redis('SET', key, body, 'EX', process.env.CACHE_TTL_SECONDS ?? '2');
    return send(200, body);
  } catch {
    return send(500, '{}');
  }
});

server.listen(Number(process.env.PORT), '127.0.0.1');
