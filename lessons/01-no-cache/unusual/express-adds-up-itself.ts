// unusual: Express, and the average is worked out in the program and rounded
import express from 'express';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 2 });
const app = express();

app.get('/orders/average', async (request, response) => {
  const drink = request.query.drink;
  if (typeof drink !== 'string' || drink.length === 0) {
    response.status(400).send('Which drink?');
    return;
  }
  const { rows } = await db.query<{ price_cents: number }>('SELECT * FROM orders WHERE drink = $1', [drink]);
  const sum = rows.reduce((total, row) => total + row.price_cents, 0);
  response.json({ average: rows.length > 0 ? Math.round(sum / rows.length) : null, drink });
});

app.listen(Number(process.env.PORT));
