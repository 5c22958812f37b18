// unusual: plain node:http, and RESP written by hand
import { createServer } from 'node:http';
import { connect } from 'node:net';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const ttl = Number(process.env.CACHE_TTL_SECONDS);

const { hostname, port } = new URL(process.env.REDIS_URL ?? '');
const socket = connect(Number(port), hostname);
const waiting: ((reply: string | null) => void)[] = [];
let received = Buffer.alloc(0);

socket.on('data', (chunk) => {
  received = Buffer.concat([received, chunk]);
  for (let end = received.indexOf('\r\n'); end !== -1; end = received.indexOf('\r\n')) {
    const head = received.toString('latin1', 0, end);
    const length = head.startsWith('$') ? Number(head.slice(1)) : -1;
    const whole = length < 0 ? end + 2 : end + 2 + length + 2;
    if (received.length < whole) return;
    waiting.shift()?.(length < 0 ? null : received.toString('utf8', end + 2, whole - 2));
    received = received.subarray(whole);
  }
});

function ask(...words: (string | number)[]): Promise<string | null> {
  const parts = words.map((word) => `$${Buffer.byteLength(String(word))}\r\n${word}\r\n`);
  socket.write(`*${words.length}\r\n${parts.join('')}`);
  return new Promise((resolve) => waiting.push(resolve));
}

const sizes = `SELECT json_build_object('sizes', coalesce(json_object_agg(size, n), '{}')) AS json
  FROM (SELECT size, count(*) AS n FROM orders WHERE drink = $1 GROUP BY size) AS s`;
const latest = `SELECT json_build_object('latest', (SELECT row_to_json(o) FROM (SELECT id, size, ordered_at AS "orderedAt"
  FROM orders WHERE drink = $1 ORDER BY ordered_at DESC LIMIT 1) AS o)) AS json`;
const order = `SELECT row_to_json(o) AS json FROM (SELECT id, drink, size, price_cents AS "priceCents",
  ordered_at AS "orderedAt" FROM orders WHERE id = $1) AS o`;
const insert = `INSERT INTO orders (drink, size, price_cents)
  SELECT o ->> 'drink', o ->> 'size', 340 FROM (SELECT $1::json AS o) AS given RETURNING json_build_object('id', id) AS json`;

async function fetch(sql: string, value: string): Promise<string> {
  const { rows } = await db.query(sql, [value]);
  return JSON.stringify(rows[0]?.json ?? null);
}

async function kept(sql: string, value: string, seconds: number): Promise<string> {
  const key = `${sql.length}.${value}`;
  const entry = await ask('GET', key);
  if (entry !== null) return entry;
  const json = await fetch(sql, value);
  await ask('SET', key, json, 'EX', seconds);
  return json;
}

async function answer(method: string, url: URL, body: string): Promise<[number, string]> {
  const drink = url.searchParams.get('drink') ?? '';
  if (method === 'POST') return [201, await fetch(insert, body)];
  if (url.pathname === '/orders/by-size') return [200, await kept(sizes, drink, ttl)];
  if (url.pathname === '/orders/latest') return [200, await kept(latest, drink, ttl)];
  const json = await kept(order, url.pathname.split('/')[2] ?? '', 3 * ttl);
  return [json === 'null' ? 404 : 200, json];
}

createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const asked = answer(request.method ?? '', new URL(request.url ?? '', 'http://localhost'), body);
  const [status, json] = await asked.catch((): [number, string] => [500, '{}']);
  response.writeHead(status, { 'content-type': 'application/json' }).end(json);
}).listen(Number(process.env.PORT), '127.0.0.1');
