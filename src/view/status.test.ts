import { expect, test } from 'vitest';
import type { RunningLab } from '../lab/owner.js';
import { renderStatus } from './status.js';
import { fitting, screenAt } from './testing/fits.js';

const now = new Date(2026, 0, 5, 14, 17, 30);
const serving: RunningLab = {
  pid: 4711,
  command: 'serve ttl',
  title: null,
  path: '/orders/count?drink=latte',
  since: new Date(2026, 0, 5, 14, 5, 0).toISOString(),
  databaseUrl: 'postgresql://postgres@127.0.0.1:41871/postgres',
  ownPostgres: false,
  ownRedis: false,
  redisUrl: 'redis://127.0.0.1:41872',
  servers: [
    { name: 'A', variant: 'ttl', url: 'http://127.0.0.1:41873' },
    { name: 'B', variant: 'ttl', url: 'http://127.0.0.1:41874' },
  ],
};
const learning: RunningLab = {
  ...serving,
  pid: 4712,
  command: 'lesson 4',
  title: 'Invalidation',
  since: new Date(2026, 0, 4, 23, 59, 0).toISOString(),
  servers: [],
};

test.each([40, 80, 120, 200])('at %i columns no line passes the edge but what is to be pasted', (width) => {
  for (const more of [{}, { colour: true }, { unicode: false }]) {
    const screen = screenAt(width, more);
    fitting(renderStatus([], now, screen), screen);
    for (const line of renderStatus([serving, learning], now, screen).split('\n')) {
      if (!line.includes('cache-tutorial ')) fitting(line, screen);
    }
  }
});

test('what runs, since when, and how to reach it', () => {
  expect(`\n${renderStatus([serving], now, screenAt(80))}\n`).toMatchInlineSnapshot(`
    "
    serve ttl
    2 copies of ttl · since 14:05, for 12 min 30 s · process 4711

    A  curl 'http://127.0.0.1:41873/orders/count?drink=latte'
    B  curl 'http://127.0.0.1:41874/orders/count?drink=latte'

    export DATABASE_URL='postgresql://postgres@127.0.0.1:41871/postgres'
    export REDIS_URL='redis://127.0.0.1:41872'

    cache-tutorial psql
    cache-tutorial redis-cli
    "
  `);
});

test('of several, each with the process to name; without servers, it says so', () => {
  const text = renderStatus([serving, learning], now, screenAt(80));
  expect(text).toContain(
    'lesson 4 · Invalidation\nno server just now · since 2026-01-04 23:59, for 14 h 18 min',
  );
  expect(text).toContain('cache-tutorial psql --pid 4711\n');
  expect(text).toContain('cache-tutorial redis-cli --pid 4712');
});

test('when nothing runs it says how to start something', () => {
  expect(renderStatus([], now, screenAt(80))).toMatch(
    /^Nothing runs\. `cache-tutorial lesson 1` starts a lesson/,
  );
});
