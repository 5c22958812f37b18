// wrong: average: you answer in whole units of money
import express from 'express';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const app = express();

app.get('/orders/average', async (request, response) => {
  const { drink } = request.query;
  const { rows } = await db.query('SELECT avg(price_cents / 100.0) AS average FROM orders WHERE drink = $1', [
    drink,
  ]);
  response.json({ drink, average: Number(rows[0].average).toFixed(2) });
});

app.listen(Number(process.env.PORT));
