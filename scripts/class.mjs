// A class on one server: learners with names and logical databases of their own run lessons 2 to 4 against one PostgreSQL
// and one Redis, which this starts and ends. Fails when a lesson does, when somebody's work differs from the others', when
// what is not the tutorial's has changed, or when `clean` leaves something. Needs dist/ and both servers; run it by
//   npm run class -- [learners, 50] [lessons at once, 4]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startPostgresServer } from '../src/lab/stores/url/testing/postgres-server.ts';
import { startRedisServer } from '../src/lab/stores/url/testing/redis-server.ts';
import { canary, workOf } from './class/look.mjs';
import { tutorial } from './class/tutorial.mjs';

const lessons = [2, 3, 4];
const [count = 50, atOnce = 4] = process.argv.slice(2).map(Number);
const work = mkdtempSync(path.join(tmpdir(), 'cache-tutorial-class-'));
const postgres = await startPostgresServer();
// Number 0 is the canary's; each learner has the one of their number.
const redis = await startRedisServer({ settings: { databases: String(count + 1), requirepass: 'chalk' } });
const problems = [];
const expect = (holds, problem) => {
  if (!holds) problems.push(problem);
};

/** What a learner types once; the rest is the class's. */
function environmentOf(number) {
  const home = path.join(work, `learner_${number}`);
  return {
    PATH: process.env.PATH,
    HOME: home,
    XDG_DATA_HOME: path.join(home, 'data'),
    CACHE_TUTORIAL_CACHE_DIR: path.join(home, 'cache'),
    CACHE_TUTORIAL_NAME: `learner_${number}`,
    CACHE_TUTORIAL_POSTGRES_URL: `postgres://class@127.0.0.1:${postgres.port}/shop`,
    CACHE_TUTORIAL_POSTGRES_PASSWORD: 'chalk',
    CACHE_TUTORIAL_REDIS_URL: `redis://127.0.0.1:${redis.port}/${number}`,
    CACHE_TUTORIAL_REDIS_PASSWORD: 'chalk',
  };
}

/** Does something for every learner, for so many at once. */
async function forAll(action) {
  const waiting = Array.from({ length: count }, (_, index) => index + 1);
  const worker = async () => {
    for (let number = waiting.shift(); number !== undefined; number = waiting.shift()) await action(number);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

let peak = 0;
const counting = setInterval(async () => {
  const sessions = "SELECT count(*)::int AS n FROM pg_stat_activity WHERE usename = 'class'";
  const [row] = await postgres.sql(sessions).catch(() => []);
  peak = Math.max(peak, row?.n ?? 0);
}, 500);

const began = performance.now();
const seconds = [];
try {
  await postgres.sql("CREATE ROLE class LOGIN PASSWORD 'chalk'");
  await postgres.sql('CREATE DATABASE shop OWNER class');
  await postgres.sql(
    'CREATE TABLE public.orders AS SELECT n AS theirs FROM generate_series(1, 1000) n',
    'shop',
  );
  await redis.cli(['SET', 'orders:count:latte', 'theirs', 'PXAT', '4102444800000'], ['-a', 'chalk']);
  const before = await canary(postgres, redis);

  for (const lesson of lessons) {
    await forAll(async (number) => {
      const run = await tutorial(['lesson', String(lesson), '--json', '--yes'], environmentOf(number));
      seconds.push(run.seconds);
      const ok = run.code === 0 && run.stdout.includes('"type":"end","ok":true');
      expect(
        ok,
        `lesson ${lesson} of learner ${number}: code ${run.code}. ${run.stderr}${unheld(run.stdout)}`,
      );
    });
    process.stdout.write(`lesson ${lesson}: ${count} learners, ${problems.length} problems so far\n`);
  }

  // Who has done the same has the same, and what they have is their own.
  const works = [];
  for (let number = 1; number <= count; number++) works.push(await workOf(number, postgres, redis));
  for (const [index, { owners, orders, keys }] of works.entries()) {
    const name = `learner_${index + 1}`;
    expect(
      owners.every((owner) => owner === name),
      `${name} has what is of ${owners.join(', ')}`,
    );
    expect(orders === works[0].orders, `the orders of ${name} differ: ${orders}, not ${works[0].orders}`);
    expect(keys === works[0].keys, `the keys of ${name} differ: ${keys}, not ${works[0].keys}`);
  }
  expect((await canary(postgres, redis)) === before, 'what is not the tutorial’s has changed');

  await forAll(async (number) => {
    const { code, stdout, stderr } = await tutorial(['clean'], environmentOf(number));
    expect(code === 0, `clean of learner ${number}: ${stdout}${stderr}`);
  });
  const schemas = "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'cache%'";
  expect((await postgres.sql(schemas, 'shop')).length === 0, 'clean has left a schema');
  const keyspace = await redis.cli(['INFO', 'keyspace'], ['-a', 'chalk']);
  expect(/^# Keyspace\s+db0:keys=1,[^\n]*$/.test(keyspace), `clean has left keys: ${keyspace}`);
  expect((await canary(postgres, redis)) === before, 'clean has changed what is not the tutorial’s');
} finally {
  clearInterval(counting);
  await Promise.all([postgres.close(), redis.close()]);
  rmSync(work, { recursive: true, force: true, maxRetries: 3 });
}

const middle = seconds.toSorted((a, b) => a - b)[Math.floor(seconds.length / 2)];
process.stdout.write(
  `${seconds.length} lessons of ${count} learners, ${atOnce} at once, in ${((performance.now() - began) / 60_000).toFixed(1)} min; ` +
    `one took ${middle?.toFixed(1)} s in the median, ${Math.max(...seconds).toFixed(1)} s at most; ` +
    `at most ${peak} connections to PostgreSQL at one time\n${problems.join('\n')}\n${problems.length} problems\n`,
);
process.exitCode = problems.length === 0 ? 0 : 1;

/** The expectations of a lesson that did not hold. */
function unheld(stdout) {
  return stdout
    .split('\n')
    .filter((line) => /"type":"expectation".*"ok":false/.test(line))
    .join('\n');
}
