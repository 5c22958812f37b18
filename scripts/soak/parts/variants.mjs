import fc from 'fast-check';
import { drinkName } from '../variants/hostile-names.mjs';
import { conversation } from '../variants/hostile-requests.mjs';
import { ask, say } from '../variants/say.mjs';
import { residentBytes, Stand } from '../variants/stand.mjs';
import { brokenRule } from '../variants/wire-rules.mjs';

/** These take an order's entries out of the cache; the others may answer what was right once. */
const invalidating = ['no-cache', 'invalidation', 'higher-order', 'decorator'];
const growthBytes = 150 * 2 ** 20;

/** Every variant is asked what nobody should ask; each run of a property is up to 4 conversations of up to 8 requests each. */
export async function run(soak) {
  const stand = await Stand.open();
  try {
    const runs = soak.short ? 40 : 1300;
    await Promise.all(stand.variants.map((variant) => tryVariant(soak, stand, variant, runs)));
    // One after the other: they share the drinks, and some of them the entries.
    for (const variant of stand.variants.filter(({ name }) => invalidating.includes(name)))
      await check(
        soak,
        `${variant.name}: orders count`,
        orderCounts(soak, stand, variant),
        Math.ceil(runs / 2),
      );
    await expectUntouched(soak, stand);
  } finally {
    await stand.close();
  }
}

async function tryVariant(soak, stand, variant, runs) {
  const { name, child, port } = variant;
  let done = 0;
  let before;
  const atOnce = fc.array(conversation, { minLength: 1, maxLength: 4 });
  const hostile = fc.asyncProperty(atOnce, async (conversations) => {
    soak.tried(`${name}: requests`, conversations.flatMap(({ requests }) => requests).length);
    const statuses = (await Promise.all(conversations.map((said) => say(port, said)))).flat();
    soak.tried(`${name}: answers`, statuses.length);
    const failure = statuses.find((status) => status >= 500 && !notImplemented(status));
    if (failure) throw new Error(`was answered ${failure}`);
    if (child.death) throw new Error(`the server ended: ${child.death.message}`);
    const broken = stand
      .takeWire(name)
      .map((event) => brokenRule(name, event))
      .find(Boolean);
    if (broken) throw new Error(broken);
    if (++done === Math.ceil(runs / 10)) before = residentBytes(child.pid);
  });
  await check(soak, name, hostile, runs);
  const grown = residentBytes(child.pid) - (before ?? 0);
  if (before && grown > growthBytes) soak.failed(`${name}: memory`, `${grown} bytes more than after a tenth`);
}

/** An order that was answered is in the next count, whatever its drink is called. */
const orderCounts = (soak, stand, { name, url }) =>
  fc.asyncProperty(drinkName, async (drink) => {
    soak.tried(`${name}: orders that the next count has`);
    const path = `/orders/count?drink=${encodeURIComponent(drink.toWellFormed())}`;
    await ask(url, 'GET', path);
    const posted = await ask(url, 'POST', '/orders', { drink, size: 'small' });
    const { json } = await ask(url, 'GET', path);
    const { rows } = await stand.db.query('SELECT count(*) FROM orders WHERE drink = $1', [
      drink.toWellFormed(),
    ]);
    stand.takeWire(name);
    if (posted.status === 201 && json.count !== Number(rows[0].count))
      throw new Error(`counted ${json.count} instead of ${rows[0].count}`);
  });

async function check(soak, what, property, numRuns) {
  // Another one for each variant, so that they are not all asked the same.
  const seed = (soak.seedNumber + checksum(what)) % 2 ** 31;
  const details = await fc.check(property, { numRuns, seed });
  if (details.failed)
    soak.failed(
      what,
      `${details.errorInstance?.message}\n${fc.defaultReportMessage(details).slice(0, 3000)}`,
    );
}

const checksum = (text) => [...text].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 2 ** 20, 7);

/** HTTP's own words for what node does not do: an Expect or a Transfer-Encoding that it does not know. */
const notImplemented = (status) => status === 501 || status === 505;

/** Nothing was done to PostgreSQL but orders put in, as many as were answered. */
async function expectUntouched(soak, stand) {
  const look = async () => {
    const { rows } = await stand.db.query(`SELECT (SELECT string_agg(word, ',') FROM canary) AS canary,
      (SELECT count(*) FROM orders WHERE size NOT IN ('small', 'medium', 'large')) AS strange,
      (SELECT string_agg(tablename, ',' ORDER BY tablename) FROM pg_tables WHERE schemaname = 'public') AS tables`);
    return rows[0];
  };
  const { canary, strange, tables } = await look();
  if (canary !== 'sings' || strange !== '0' || tables !== 'canary,orders')
    soak.failed('PostgreSQL', JSON.stringify({ canary, strange, tables }));
  for (const { name, child, url } of stand.variants) {
    if (child.death) soak.failed(name, child.death.message);
    else if ((await ask(url, 'GET', '/orders/count?drink=latte')).status !== 200)
      soak.failed(name, 'does not answer any more');
  }
}
