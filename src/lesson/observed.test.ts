import { expect, test } from 'vitest';
import type { LessonEvent } from './events.js';
import { observed } from './observed.js';
import type { LessonEvents } from './run.js';

const prose = (markdown: string): LessonEvent => ({ type: 'prose', markdown });

async function* lesson(): LessonEvents {
  yield prose('first');
  yield prose('last');
}

test('the observer is told first, and what it rejects with comes after the event', async () => {
  const order: string[] = [];
  const events = observed(lesson(), async (event) => {
    if (event.type !== 'prose') return;
    order.push(`told of ${event.markdown}`);
    if (event.markdown === 'last') throw new Error('cannot be saved');
  });
  const seeing = async () => {
    for await (const event of events) if (event.type === 'prose') order.push(`seen ${event.markdown}`);
  };
  await expect(seeing()).rejects.toThrow('cannot be saved');
  expect(order).toEqual(['told of first', 'seen first', 'told of last', 'seen last']);
});
