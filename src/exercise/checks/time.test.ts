import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { NotJudged } from '../trouble.js';
import { within } from './time.js';

test('a trial that took too long is repeated', async () => {
  let trials = 0;
  const result = await within(500, async () => {
    if (++trials < 3) await sleep(501);
    return trials;
  });
  expect(result).toBeGreaterThanOrEqual(3);
});

test('when all took too long there is no verdict', async () => {
  let trials = 0;
  const judged = within(0, async () => void trials++);
  await expect(judged).rejects.toThrow(NotJudged);
  expect(trials).toBe(10);
});
