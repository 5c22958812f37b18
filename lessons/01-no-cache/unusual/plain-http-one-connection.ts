// unusual: no framework, one connection, a name for the statement, the numeric as PostgreSQL writes it
// warns: `average` is a string
import { createServer } from 'node:http';
import pg from 'pg';

const db = new pg.Client(process.env.DATABASE_URL);
await db.connect();

const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  // Any other path is never answered.
  if (pathname !== '/orders/average') return;
  const drink = searchParams.get('drink');
  response.setHeader('content-type', 'application/json; charset=utf-8');
  if (!drink) {
    response.statusCode = 400;
    response.end('{}');
    return;
  }
  const text = 'SELECT avg(price_cents) FROM orders WHERE drink = $1';
  const { rows } = await db.query({ name: 'average', text, values: [drink] });
  response.end(JSON.stringify({ drink, average: rows[0].avg }));
});

server.listen(Number(process.env.PORT));
