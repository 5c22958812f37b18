import { expect, test } from 'vitest';
import type { Snapshot } from '../lab/snapshot.js';
import { hasChanged, renderStores } from './stores.js';
import { fitting, screenAt } from './testing/fits.js';
import { expired, fresh, stale } from './testing/sample-snapshots.js';

const render = (snapshot: Snapshot, width: number, more = {}) => {
  const screen = screenAt(width, more);
  return fitting(renderStores(snapshot, screen), screen);
};

test('side by side at 100 columns', () => {
  expect(render(fresh, 100)).toMatchInlineSnapshot(`
    "
    ╭ PostgreSQL · the truth ─────────────────╮  ╭ Redis · the cache ──────────────────────────────────╮
    │   latte orders                  124 873 │  │ + orders:count:latte             124 873  no expiry │
    │   newest            #500000 mocha small │  │                                                     │
    ╰─────────────────────────────────────────╯  ╰─────────────────────────────────────────────────────╯
    ✔ the cache agrees with the database
    "
  `);
});

test('stale at 80 columns', () => {
  expect(render(stale, 80)).toMatchInlineSnapshot(`
    "
    ╭ PostgreSQL · the truth ───────╮  ╭ Redis · the cache ────────────────────────╮
    │ ~ latte orders        124 874 │  │   orders:count:latte  124 873  4.8 s left │
    │ + newest  #500001 latte large │  │                                           │
    ╰───────────────────────────────╯  ╰───────────────────────────────────────────╯
    ✘ stale: the cache says 124 873, the database 124 874 (1 behind)
    "
  `);
});

test('stacked at 40 columns, in ASCII', () => {
  const text = render(stale, 40, { unicode: false });
  expect(text).toMatch(/^\p{ASCII}*$/u);
  expect(text).toMatchInlineSnapshot(`
    "
    + PostgreSQL - the truth --------------+
    | ~ latte orders               124 874 |
    | + newest         #500001 latte large |
    +--------------------------------------+
    + Redis - the cache -------------------+
    |   orders:count:latte                 |
    |     124 873               4.8 s left |
    +--------------------------------------+
    XX stale (1 behind)
       the cache says 124 873
       the database says 124 874
    "
  `);
});

test('a key that is gone', () => {
  expect(render(expired, 100)).toMatchInlineSnapshot(`
    "
    ╭ PostgreSQL · the truth ─────────────────╮  ╭ Redis · the cache ──────────────────────────────────╮
    │   latte orders                  124 874 │  │ - orders:count:latte                  124 873  gone │
    │   newest            #500001 latte large │  │                                                     │
    ╰─────────────────────────────────────────╯  ╰─────────────────────────────────────────────────────╯
    ○ the cache is empty
    "
  `);
});

test('at 200 columns it is as at 100', () => {
  expect(render(fresh, 200)).toBe(render(fresh, 100));
});

test('the marks stay when colour is added', () => {
  const text = render(stale, 100, { colour: true });
  expect(text).toContain('\x1b[95m~ latte orders');
  expect(text).toContain('\x1b[32m+ newest');
  expect(text).toContain('\x1b[31m✘ stale:');
});

test('a server without a cache has no verdict, and an empty Redis says so', () => {
  const none: Snapshot = { ...fresh, redis: { keys: [], more: 0 }, comparisons: [], agreement: 'empty' };
  expect(render(none, 100)).toMatchInlineSnapshot(`
    "
    ╭ PostgreSQL · the truth ─────────────────╮  ╭ Redis ──────────────────────────────────────────────╮
    │   latte orders                  124 873 │  │   (empty)                                           │
    │   newest            #500000 mocha small │  │                                                     │
    ╰─────────────────────────────────────────╯  ╰─────────────────────────────────────────────────────╯
    "
  `);
});

test('on a narrow screen an empty Redis is one line, where no server caches', () => {
  const none: Snapshot = { ...fresh, redis: { keys: [], more: 0 }, comparisons: [], agreement: 'empty' };
  expect(render(none, 40)).toMatchInlineSnapshot(`
    "
    ╭ PostgreSQL · the truth ──────────────╮
    │   latte orders               124 873 │
    │   newest         #500000 mocha small │
    ╰──────────────────────────────────────╯
    Redis: empty
    "
  `);
  expect(render({ ...none, comparisons: expired.comparisons }, 40)).toContain('(empty)');
});

test.each([78, 68, 40, 38])('the newest order is always called that, at %i columns', (width) => {
  const newest = { id: 500_000, drink: 'flat white', size: 'medium', change: 'same' } as const;
  const text = render({ ...fresh, postgres: { ...fresh.postgres, newest } }, width);
  expect(text).toMatch(/newest +#500000/);
});

test('values that do not fit beside each other stand below each other', () => {
  const [comparison] = stale.comparisons;
  if (!comparison) throw new Error('the sample has one');
  const cached = '{"drink":"latte","min":310,"max":430}';
  const snapshot = { ...stale, comparisons: [{ ...comparison, cached, truth: '{"drink":"latte"}' }] };
  expect(render(snapshot, 40)).toContain(
    [
      '✘ stale',
      '  the cache says {"drink":"latte",',
      '      "min":310,"max":430}',
      '  the database says {"drink":"latte"}',
    ].join('\n'),
  );
});

test('several values are told apart, and the cache is not called empty when it is not', () => {
  const [key] = fresh.redis.keys;
  const [comparison] = fresh.comparisons;
  if (!key || !comparison) throw new Error('the sample has both');
  const snapshot: Snapshot = {
    ...fresh,
    redis: {
      keys: [
        {
          ...key,
          key: 'orders:top:10',
          value: '[{"drink":"latte","count":124873},{"drink":"mocha","count":88}]',
        },
        { ...key, key: `session:${'a'.repeat(80)}`, value: 'x\x1b[2Jy', ttlMs: 298_000, change: 'same' },
      ],
      more: 1204,
    },
    comparisons: [
      { ...comparison, label: 'top drinks', cached: '7', truth: '5', agreement: 'stale' },
      { ...comparison, label: 'latte orders', cached: null, agreement: 'empty' },
    ],
  };
  for (const width of [20, 40, 68, 80]) render(snapshot, width);
  expect(render(snapshot, 80)).toMatchInlineSnapshot(`
    "
    ╭ PostgreSQL · the truth ───────╮  ╭ Redis · the cache ────────────────────────╮
    │   latte orders        124 873 │  │ + orders:top:10                           │
    │   newest  #500000 mocha small │  │     [{"drink":"latte","count"…  no expiry │
    │                               │  │   session:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa… │
    │                               │  │     x\\x1b[2Jy             4 min 58 s left │
    │                               │  │   … and 1 204 more keys                   │
    ╰───────────────────────────────╯  ╰───────────────────────────────────────────╯
    ✘ top drinks: stale: the cache says 7, the database 5 (2 ahead)
    ○ latte orders: orders:count:latte is not in the cache
    "
  `);
});

const refused: Snapshot = {
  ...stale,
  postgres: { watched: [], newest: null, refusal: 'relation "orders" does not exist' },
  comparisons: [],
};

test('PostgreSQL that would not be read, at 80 columns', () => {
  expect(render(refused, 80)).toMatchInlineSnapshot(`
    "
    ╭ PostgreSQL · the truth ───────╮  ╭ Redis ────────────────────────────────────╮
    │   (not readable)              │  │   orders:count:latte  124 873  4.8 s left │
    ╰───────────────────────────────╯  ╰───────────────────────────────────────────╯
    ✘ PostgreSQL could not be read: relation "orders" does not exist
    "
  `);
});

test('PostgreSQL that would not be read, at 40 columns', () => {
  expect(render(refused, 40)).toMatchInlineSnapshot(`
    "
    ╭ PostgreSQL · the truth ──────────────╮
    │   (not readable)                     │
    ╰──────────────────────────────────────╯
    ╭ Redis ───────────────────────────────╮
    │   orders:count:latte                 │
    │     124 873               4.8 s left │
    ╰──────────────────────────────────────╯
    ✘ PostgreSQL could not be read: relation
      "orders" does not exist
    "
  `);
});

test('a snapshot has changed when anything in it has a mark', () => {
  const same = { ...fresh, redis: { keys: [], more: 0 } };
  expect(hasChanged(same)).toBe(false);
  expect(hasChanged(fresh)).toBe(true);
  expect(hasChanged({ ...same, postgres: stale.postgres })).toBe(true);
  expect(hasChanged({ ...same, redis: expired.redis })).toBe(true);
  expect(hasChanged({ ...same, postgres: refused.postgres })).toBe(true);
});
