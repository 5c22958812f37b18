import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { AttemptEvent } from './grade-event.js';
import { GradePage, type GradePageOptions } from './grade-page.js';
import type { Screen } from './screen.js';
import { attemptSamples, namedFailure, noisyFailure, verdict } from './testing/attempt-samples.js';
import { fitting, screenAt } from './testing/fits.js';
import { samples } from './testing/samples.js';

const { workspace, attempt, start, checking, check, graded, stopped } = attemptSamples;
const servers = { ...samples.servers, copies: [{ name: 'A', url: 'http://127.0.0.1:41873' }] };

function render(
  events: readonly AttemptEvent[],
  screen: Screen,
  more: Partial<GradePageOptions> = {},
): string {
  const page = new GradePage({
    exercise: { number: 2, showed: 'A repeat costs **no** SELECT.' },
    next: { what: 'lesson 3, Time to live', command: 'cache-tutorial lesson 3' },
    watching: true,
    here: '/home/ada',
    now: () => new Date(2025, 5, 1, 9, 5, 7),
    ...more,
  });
  const text = events.map((event) => page.next(event, screen)).join('');
  return fitting(text.replace(/\n$/, ''), screen);
}

const noStart: AttemptEvent[] = [
  attempt,
  {
    type: 'start',
    ok: false,
    failure: {
      problem: 'Your server does not start: there is a syntax error in server.ts:12.',
      tryThis: 'Go to the place that its output names.',
      output: '\x1b[31merror\x1b[39m: Expected ";" but found "]"\n    at server.ts:12:4\x1b[2K\r\n',
    },
  },
  verdict('the average is right', { outcome: 'skipped', skipped: 'your server does not start' }),
  verdict('a repeat costs no SELECT', { outcome: 'skipped', skipped: 'your server does not start' }),
  { ...graded, passed: 0, failed: 0, skipped: 2, durationMs: 480 },
];

const failing: AttemptEvent[] = [
  workspace,
  samples.lab,
  attempt,
  start,
  servers,
  checking,
  verdict('the average is right'),
  check,
  verdict('an empty answer is cached', {
    outcome: 'skipped',
    skipped: 'it cannot be judged before the key is right',
  }),
  verdict('copy B hits too', { outcome: 'skipped', skipped: 'it cannot be judged before the key is right' }),
  verdict('errors are not cached', { outcome: 'failed', failure: noisyFailure }),
  graded,
];

const passing: AttemptEvent[] = [
  attempt,
  verdict('a repeat costs no SELECT', {
    warnings: [
      { text: 'you list all keys with `KEYS`', why: 'It stops Redis for everybody while it looks.' },
    ],
  }),
  { ...graded, ok: true, passed: 1, failed: 0, skipped: 0 },
];

test('an attempt that fails', () => {
  expect(render(failing, screenAt(80))).toMatchInlineSnapshot(`
    "
      Exercise 2: Average prices, cached

      made  cache-tutorial-exercises/02-cache/server.ts
      made  cache-tutorial-exercises/02-cache/README.md
      made  cache-tutorial-exercises/02-cache/package.json
      made  cache-tutorial-exercises/02-cache/tsconfig.json
      Your server is cache-tutorial-exercises/02-cache/server.ts.
      The task is in cache-tutorial-exercises/02-cache/README.md.

      PostgreSQL 18.3 (embedded)  psql 'postgres://postgres@127.0.0.1:41871/shop'
      Redis 7.0.15 (local program)  redis-cli -u 'redis://127.0.0.1:41872'

      ── 09:05:07 ── Exercise 2  seed 5f1c09be  server.ts

      copy A  http://127.0.0.1:41873

      ✔ the average is right
      ✘ every argument is part of the key
      → an empty answer is cached
        skipped: it cannot be judged before the key is right
      → copy B hits too
      ✘ errors are not cached

      ✘ your key leaves out \`size\`
        every argument is part of the key

        expected  an average for size=large that differs from the one for size=small
        got       the same answer for both: {"average":310}
        why       A customer who asks for large cups is shown the price of small
                  ones, until the entry goes.
        try this  Make every argument that changes the answer a part of the key.

        reproduce
          curl -i 'http://127.0.0.1:41873/orders/average?drink=mudosip&size=large'
          redis-cli -u 'redis://127.0.0.1:41872' keys '*'

        you              server A                        Redis            PostgreSQL
         │ GET /orders/average?drink=mudosip&size=large    │                      │
         ├──────────────────▶│                             │                      │
         │                   ├─ GET average:mudosip ──────▶│                      │
         │                   │◀╌ "310" ╌╌╌╌╌╌╌╌╌╌ 0.21 ms ╌┤                      │
         │ 200 OK            │                             │                      │
         │◀╌╌╌╌╌╌╌╌╌ 2.1 ms ╌┤                             │                      │

      ✘ errors are not cached
        got copy A ended during this request.

      ✘ 4 of 6 checks passed, 1 failed, 1 skipped, in 1.2 s
    "
  `);
});

test('a narrow screen', () => {
  expect(render(failing.slice(2), screenAt(40))).toMatchInlineSnapshot(`
    "

      ── 09:05:07 ── Exercise 2  seed 5f1c0…

      copy A  http://127.0.0.1:41873

      ✔ the average is right
      ✘ every argument is part of the key
      → an empty answer is cached
        skipped: it cannot be judged before
        the key is right
      → copy B hits too
      ✘ errors are not cached

      ✘ your key leaves out \`size\`
        every argument is part of the key

        expected
          an average for size=large that
          differs from the one for
          size=small
        got
          the same answer for both:
          {"average":310}
        why
          A customer who asks for large cups
          is shown the price of small ones,
          until the entry goes.
        try this
          Make every argument that changes
          the answer a part of the key.

        reproduce
          curl -i 'http://127.0.0.1:41873/orders/average?drink=mudosip&size=large'
          redis-cli -u "$REDIS_URL" keys '*'

        you → server A
          GET /orders/average?drink=mudosip&
          size=large
        server A → Redis
          GET average:mudosip
          ← "310"  0.21 ms
        you ← server A
          200 OK  2.1 ms
        PostgreSQL  not asked

      ✘ errors are not cached
        got copy A ended during this reques…

      ✘ 4 of 6 checks passed, 1 failed, 1
        skipped, in 1.2 s
    "
  `);
});

test('an attempt that passes with a warning', () => {
  expect(render(passing, screenAt(80))).toMatchInlineSnapshot(`
    "

      ── 09:05:07 ── Exercise 2  seed 5f1c09be  server.ts

      ✔ a repeat costs no SELECT
        ! you list all keys with KEYS
          It stops Redis for everybody while it looks.

      ✔ all 1 checks passed, in 1.2 s

      A repeat costs no SELECT.

      Next is lesson 3, Time to live: cache-tutorial lesson 3
    "
  `);
});

test('a server that does not start', () => {
  expect(render(noStart, screenAt(80))).toMatchInlineSnapshot(`
    "

      ── 09:05:07 ── Exercise 2  seed 5f1c09be  server.ts

      ✘ Your server does not start: there is a syntax error in server.ts:12.

        try this  Go to the place that its output names.

        The end of its output:

          │ error: Expected ";" but found "]"
          │     at server.ts:12:4

      ✘ nothing could be checked, in 480 ms
    "
  `);
});

test('without a watch the servers are not offered, and the lines say why they do not work', () => {
  const text = render(failing, screenAt(80), { watching: false });
  expect(text).not.toContain('copy A  http');
  expect(text).toContain('with --watch it goes on running');
});

test('addresses are said once, and again when they have changed', () => {
  const moved = { ...servers, copies: [{ name: 'A', url: 'http://127.0.0.1:41999' }] };
  const text = render([servers, servers, moved], screenAt(80));
  expect(text.match(/copy A .*/g)).toEqual([
    'copy A  http://127.0.0.1:41873',
    'copy A  http://127.0.0.1:41999',
  ]);
});

test('one attempt says nothing of the one before', () => {
  const text = render([...noStart, ...failing.slice(2), ...passing], screenAt(80));
  const last = text.slice(text.lastIndexOf('Exercise 2'));
  expect(last).not.toMatch(/key leaves out|does not start|failed/);
  expect(last).toContain('all 1 checks passed');
});

test('files that were there are not claimed to be made; a command is named with its place', () => {
  const text = render([{ ...workspace, server: 'uvicorn app:app --port $PORT', made: [] }], screenAt(80));
  expect(text).not.toContain('made');
  expect(text).toContain('Your files in cache-tutorial-exercises/02-cache are as you left them.');
  expect(text.replaceAll('\n', ' ')).toMatch(
    /started by `uvicorn app:app --port \$PORT` in +cache-tutorial-exercises/,
  );
});

test('an attempt that was given up says why', () => {
  expect(render([stopped], screenAt(80))).toContain('stopped, since server.ts was saved');
});

test('after the last exercise there is no next one', () => {
  expect(render(passing, screenAt(80), { next: null })).toContain('That was the last exercise.');
});

describe.each([40, 52, 57, 68, 80, 120, 200])('at %i columns', (width) => {
  const events = [...failing, ...noStart, ...passing, stopped];

  test('every line fits, with colour, without, and in ASCII', () => {
    const plain = render(events, screenAt(width));
    const coloured = render(events, screenAt(width, { colour: true }));
    expect(plain).not.toContain('\x1b');
    const ascii = render(events, screenAt(width, { unicode: false }));
    expect(ascii.replace(/\p{ASCII}/gu, '')).toBe('');
    // Colour says nothing that words do not say too; marks of code stand in for it.
    const bare = (text: string) => stripVTControlCharacters(text).replace(/[`*\s]/g, '');
    expect(bare(coloured)).toBe(bare(plain));
  });

  test('nothing that a program has printed drives the terminal', () => {
    const failure = { ...namedFailure, got: 'a\x1b[2Jb\x07c', reproduce: ['curl \x1b[31mx'] };
    const text = render(
      [verdict('a \x1b[2J title', { outcome: 'failed', failure }), graded],
      screenAt(width),
    );
    expect(text.replace(/[\n\P{Cc}]/gu, '')).toBe('');
  });
});
