import { expect, test } from 'vitest';
import type { Snapshot } from '../lab/snapshot.js';
import type { LessonEvent } from './events.js';
import type { WaitStep } from './lesson.js';
import { takeWait } from './take-wait.js';

const empty: Snapshot = {
  postgres: { watched: [], newest: null, refusal: null },
  redis: { keys: [], more: 0 },
  comparisons: [],
  agreement: 'empty',
};

/** A run whose Redis gives these answers to PTTL and GET, one pair at each look; the truth is 8. */
function runWith(looks: readonly (readonly [pttl: number, get: string])[]): Parameters<typeof takeWait>[1] {
  const left = [...looks];
  const lab = {
    redisCommand: async (line: string) => {
      const [pttl, get] = left[0] ?? [-2, '(nil)'];
      if (line.startsWith('GET')) left.shift();
      return { reply: line.startsWith('GET') ? get : `(integer) ${pttl}`, durationMs: 0 };
    },
    sql: async () => ({ columns: ['count'], rows: [['8']], command: 'SELECT 1', durationMs: 0 }),
    snapshot: async () => empty,
  };
  const watches = [{ label: 'lattes', truth: 'SELECT 8', key: 'k' }];
  return { lab, watches, moments: [], skippedMs: 0 };
}

const untilGone = (key: string): WaitStep => ({
  kind: 'wait',
  line: 1,
  joined: false,
  expectations: [],
  untilGone: key,
  maxMs: 5000,
});

async function waitingEvents(step: WaitStep, run: ReturnType<typeof runWith>) {
  const events: LessonEvent[] = [];
  for await (const event of takeWait(step, run)) events.push(event);
  return events.flatMap((event) => (event.type === 'waiting' ? [event] : []));
}

test('each report says what a request would be answered with: what is cached, and the truth when it is gone', async () => {
  const run = runWith([
    [900, '"7"'],
    [450, '"8"'],
    [1, '(nil)'],
  ]);
  expect(await waitingEvents(untilGone('k'), run)).toMatchObject([
    { leftMs: 900, totalMs: 900, answer: { value: '7', agreement: 'stale' } },
    { leftMs: 450, totalMs: 900, answer: { value: '8', agreement: 'fresh' } },
    { leftMs: 1, totalMs: 900, answer: { value: '8', agreement: 'empty' } },
  ]);
  expect(run.moments).toMatchObject([{ snapshot: empty }]);
});

test('what Redis quotes is unquoted', async () => {
  const run = runWith([[900, '"{\\"n\\":1,\\"\\xe2\\x82\\xac\\":2}"']]);
  expect(await waitingEvents(untilGone('k'), run)).toMatchObject([{ answer: { value: '{"n":1,"€":2}' } }]);
});

test('of a key that nobody watches nothing is said', async () => {
  expect(await waitingEvents(untilGone('other'), runWith([[-2, '']]))).toEqual([]);
  const step = { ...untilGone('other'), maxMs: 1 };
  const [first] = await waitingEvents(step, runWith([[-1, '']]));
  expect(first).toMatchObject({ answer: null });
});
