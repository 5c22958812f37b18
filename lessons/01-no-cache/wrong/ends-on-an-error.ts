// wrong: missing: a request ends your server
import { createServer } from 'node:http';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });

// What an async listener throws is nobody's to catch, and ends the program.
const server = createServer(async (request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const drink = url.searchParams.get('drink');
  if (!drink) throw new Error('drink is missing');
  const { rows } = await db.query('SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1', [
    drink,
  ]);
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ drink, average: rows[0].average }));
});

server.listen(Number(process.env.PORT));
