import { expect, test } from 'vitest';
import type { AttemptEvent } from './grade-event.js';
import { GradePage } from './grade-page.js';
import { type AttemptView, jsonView, plainView } from './grade-views.js';
import { attemptSamples } from './testing/attempt-samples.js';
import { screenAt } from './testing/fits.js';
import { samples } from './testing/samples.js';
import { sink } from './testing/sink.js';

const { attempt, check, graded } = attemptSamples;
const page = () =>
  new GradePage({
    exercise: { number: 2, showed: '' },
    next: null,
    watching: true,
    here: '/home/ada',
    now: () => new Date(),
  });

async function* from(events: readonly AttemptEvent[]): AsyncGenerator<AttemptEvent> {
  yield* events;
}

async function shown(view: AttemptView, events: readonly AttemptEvent[]): Promise<boolean | undefined> {
  const passed = await view.show(from(events));
  await view.close();
  return passed;
}

test('as JSON each event is a line, but for the reports of progress', async () => {
  const out = sink();
  const passed = await shown(jsonView(out.stream), [samples.preparing, attempt, check, graded]);
  expect(passed).toBe(false);
  const lines = out.text().trimEnd().split('\n');
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual([attempt, check, graded]);
});

test('as plain text nothing is coloured, and what is being prepared is said once', async () => {
  const out = sink();
  const view = plainView(out.stream, page(), screenAt(80, { colour: true }));
  const events = [
    samples.preparing,
    { ...samples.preparing, done: 2 },
    attempt,
    check,
    { ...graded, ok: true },
  ];
  expect(await shown(view, events)).toBe(true);
  expect(out.text()).not.toContain('\x1b');
  expect(out.text().match(/preparing/g)).toHaveLength(1);
  expect(out.text()).toContain('every argument is part of the key');
});

test('without a verdict there is none', async () => {
  expect(await shown(jsonView(sink().stream), [attempt, check])).toBeUndefined();
});

test('a reader who goes away ends it quietly, and is known to have gone', async () => {
  async function* endless(): AsyncGenerator<AttemptEvent> {
    for (;;) yield check;
  }
  const view = jsonView(sink({ closeAfter: 3 }).stream);
  expect(view.gone).toBe(false);
  expect(await view.show(endless())).toBeUndefined();
  expect(view.gone).toBe(true);
  await view.close();
});
