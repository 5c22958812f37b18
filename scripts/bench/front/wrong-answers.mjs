import { setTimeout as sleep } from 'node:timers/promises';

const times = 20;
/** So that the queries have reached the front. */
const waitMs = 20;

/** How many queries `wrongAnswers` sends. */
export const askedAtOnce = times * 2;

/**
 * Two connections send a query with a parameter each while a third has a transaction open, and are answered when that is
 * committed. Returns how many answers are not the rows that were asked for.
 */
export async function wrongAnswers(front) {
  const [owner, ...others] = [await front.connect(), await front.connect(), await front.connect()];
  let wrong = 0;
  for (let time = 0; time < times; time++) {
    await owner.query('BEGIN');
    const answers = others.map((client, index) => isRight(client, `client ${index}`, time));
    await sleep(waitMs);
    await owner.query('COMMIT');
    for (const right of await Promise.all(answers)) if (!right) wrong++;
  }
  for (const client of [owner, ...others]) await client.end();
  return wrong;
}

async function isRight(client, who, number) {
  const query = { text: `SELECT '${who}' AS who, $1::int AS number`, values: [number] };
  const { rows } = await client.query(query).catch(() => ({ rows: [] }));
  return rows.length === 1 && rows[0].who === who && rows[0].number === number;
}
