import path from 'node:path';
import { startWatchdog } from '../../../dist/src/lab/process/watchdog.js';
import { startFront } from '../front/start.mjs';
import { askedAtOnce, wrongAnswers } from '../front/wrong-answers.mjs';
import { install } from '../npm.mjs';

/** The newest; it asks for an older PGlite than ours, but works with it. */
const peer = { name: 'pglite-socket', package: '@electric-sql/pglite-socket@0.2.17' };

const tables = `CREATE TABLE drinks AS SELECT n AS id, 'drink ' || n AS name, 280 + n % 7 AS price_cents FROM generate_series(1, 1000) n;
  ALTER TABLE drinks ADD PRIMARY KEY (id);
  CREATE TABLE notes (id bigint GENERATED ALWAYS AS IDENTITY, text text)`;
const byId = 'SELECT name, price_cents FROM drinks WHERE id = $1';

/** What is asked, of which pglite-socket answers all rightly: on one connection, one after the other. */
const queries = {
  'a simple query': () => 'SELECT 1',
  'a query with a parameter': (n) => ({ text: byId, values: [n] }),
  'a prepared statement': (n) => ({ name: 'by-id', text: byId, values: [n] }),
  'a thousand rows': () => 'SELECT id, name, price_cents FROM drinks',
  'an INSERT': (n) => ({ text: 'INSERT INTO notes (text) VALUES ($1) RETURNING id', values: [`note ${n}`] }),
};

/** How many queries a second our PostgreSQL front answers, beside the one that PGlite's authors offer. */
export async function measure(bench) {
  const folder = path.join(bench.work, 'peer');
  install(folder, [peer.package], ['--legacy-peer-deps']);
  const watchdog = startWatchdog();
  try {
    const fronts = {
      ours: await startFront(watchdog, path.join(bench.work, 'ours')),
      [peer.name]: await startFront(watchdog, path.join(bench.work, 'theirs'), folder),
    };
    await askInTurn(bench, fronts);
    for (const [name, front] of Object.entries(fronts)) {
      bench.note(
        `wrong among ${askedAtOnce} answers after a transaction: ${name}`,
        '',
        await wrongAnswers(front),
      );
    }
  } finally {
    await watchdog.close();
  }
  for (const what of Object.keys(queries)) {
    bench.compare(`${what}: ours`, `${what}: ${peer.name}`, { atLeast: 1 });
  }
  bench.limit(`wrong among ${askedAtOnce} answers after a transaction: ours`, 0);
}

/** Asks each for a while in turn, round after round; the first round, in which code gets fast, does not count. */
async function askInTurn(bench, fronts) {
  const rounds = bench.short ? 2 : 9;
  const seconds = bench.short ? 0.3 : 1;
  const clients = {};
  for (const [name, front] of Object.entries(fronts)) {
    clients[name] = await front.connect();
    await clients[name].query(tables);
  }
  for (const [what, query] of Object.entries(queries)) {
    for (let round = 0; round <= rounds; round++) {
      for (const [name, client] of Object.entries(clients)) {
        const perSecond = await ask(client, query, seconds);
        if (round > 0) bench.note(`${what}: ${name}`, '1/s', perSecond);
      }
    }
  }
  for (const client of Object.values(clients)) await client.end();
}

/** Sends a query when the one before has been answered; returns how many were answered in a second. */
async function ask(client, query, seconds) {
  const start = performance.now();
  const elapsedMs = () => performance.now() - start;
  let answered = 0;
  for (; elapsedMs() < seconds * 1000; answered++) await client.query(query(1 + (answered % 1000)));
  return answered / (elapsedMs() / 1000);
}
