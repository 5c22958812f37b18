import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import type { LessonEvent } from '../lesson/events.js';
import { playPage, playPlain } from './plain.js';
import { fitting, screenAt } from './testing/fits.js';
import { samples } from './testing/samples.js';
import { sink } from './testing/sink.js';

async function* events(...list: LessonEvent[]): AsyncGenerator<LessonEvent, void> {
  yield* list;
}

async function play(
  list: LessonEvent[],
  width = 80,
  unicode = true,
): Promise<{ text: string; held: boolean }> {
  const out = sink();
  const held = await playPlain(events(...list), out.stream, { width, unicode });
  return { text: out.text(), held };
}

test('a lesson is one page, without escapes', async () => {
  const { lesson, scene, prose, preparing, lab, servers, step, request, expectation, question, quiz, end } =
    samples;
  const { text, held } = await play([
    lesson,
    { ...scene, number: 1 },
    prose,
    preparing,
    { ...preparing, done: 500_000 },
    lab,
    servers,
    step,
    request,
    expectation,
    { ...expectation, text: 'the body has count 124873' },
    question,
    { ...quiz, chosen: null },
    end,
  ]);
  expect(held).toBe(true);
  expect(text).not.toContain('\x1b');
  expect(fitting(text.trimEnd(), screenAt(80))).toMatchInlineSnapshot(`
    "
      Lesson 2 · Cache

      ── 1 of 6 ── Ask again ───────────────────────────────────────────────────────

      The first request was a miss: the server asked Redis, then PostgreSQL, and
      kept the answer under orders:count:latte. What will the next one do?

      preparing the orders
      the orders: done

      PostgreSQL 18.3 (embedded)  psql 'postgres://postgres@127.0.0.1:41871/shop'
      Redis 7.0.15 (local program)  redis-cli -u 'redis://127.0.0.1:41872'
      server/cache.ts  http://127.0.0.1:41873

      curl 'http://127.0.0.1:41873/orders/count?drink=latte'
      {"drink":"latte","count":124873}

      you                server                         Redis             PostgreSQL
       │ GET /orders/count?drink=latte                    │                       │
       ├───────────────────▶│                             │                       │
       │                    ├─ GET orders:count:latte ───▶│                       │
       │                    │◀╌ (nil) ╌╌╌╌╌╌╌╌╌╌ 0.21 ms ╌┤                       │
       │                    ├─ SELECT count(*) FROM orders WHERE drink = 'latte' ▶│
       │                    │◀╌ 1 row ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 71.8 ms ╌┤
       │                    │ SET orders:count:latte 124873                       │
       │                    ├────────────────────────────▶│                       │
       │                    │◀╌ OK ╌╌╌╌╌╌╌╌╌╌╌╌╌ 0.18 ms ╌┤                       │
       │ 200 X-Cache: miss  │                             │                       │
       │◀╌╌╌╌╌╌╌╌╌ 73.4 ms ╌┤                             │                       │

      ╭ PostgreSQL · the truth ──────╮  ╭ Redis · the cache ───────────────────────╮
      │   latte orders       124 873 │  │ + orders:count:latte  124 873  no expiry │
      │   newest #500000 mocha small │  │                                          │
      ╰──────────────────────────────╯  ╰──────────────────────────────────────────╯
      ✔ the cache agrees with the database

      ✔ the cache misses
      ✔ the body has count 124873

      A row is added with \`psql\`. What will GET say now?

      a) The new count
      b) The old count
      c) An error

      Answer: b
      Redis does not watch PostgreSQL: nobody told it that its copy is out of date.

      ✔ the end: all 12 expectations held
    "
  `);
});

test('a page has colour where the screen has it', async () => {
  const out = sink();
  await playPage(events(samples.scene), out.stream, screenAt(80, { colour: true }));
  expect(out.text()).toContain('\x1b[1m');
});

test.each([40, 80, 200])('every event fits a page of %i columns', async (width) => {
  const { text } = await play(Object.values(samples), width);
  fitting(text.trimEnd(), screenAt(width));
});

test('an ASCII page holds nothing else, whatever the lesson was written with', async () => {
  const prose = { ...samples.prose, markdown: 'A cache — “fast” → and stale… isn’t it?' };
  const { text } = await play([...Object.values(samples), prose], 80, false);
  expect(text).toMatch(/^\p{ASCII}*$/u);
  expect(text).toContain(`A cache - "fast" > and stale. isn't it?`);
});

test('no more than one empty line at a time, and none at the start', async () => {
  const { text } = await play(Object.values(samples));
  expect(text).not.toMatch(/^\n|\n\n\n/);
});

test('an expectation that does not hold makes the outcome false, and the lesson goes on', async () => {
  const { text, held } = await play([{ ...samples.expectation, ok: false }, samples.prose]);
  expect(held).toBe(false);
  expect(text).toContain('The first request');
});

test('a reader who goes away ends the lesson quietly, and its clean-up runs', async () => {
  let cleanedUp = false;
  async function* endless(): AsyncGenerator<LessonEvent, void> {
    try {
      for (;;) yield samples.prose;
    } finally {
      cleanedUp = true;
    }
  }
  const out = sink({ closeAfter: 3 });
  expect(await playPlain(endless(), out.stream, { width: 80 })).toBe(true);
  expect(cleanedUp).toBe(true);
});

test('a disk that is full is not taken for a reader who left', async () => {
  const errors: unknown[] = [];
  const out = new Writable({
    write: (_chunk, _encoding, callback) => callback(Object.assign(new Error('full'), { code: 'ENOSPC' })),
  });
  out.on('error', (error) => errors.push(error));
  await expect(playPlain(events(samples.prose), out, { width: 80 })).rejects.toThrow('full');
});
