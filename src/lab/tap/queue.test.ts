import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { Queue } from './queue.js';
import { until } from './testing/wait.js';

test('gives back what was put in, in order', () => {
  const queue = new Queue<number>();
  const taken: (number | undefined)[] = [];
  for (let next = 0; next < 5000; next += 2) {
    queue.push(next);
    queue.push(next + 1);
    taken.push(queue.shift());
  }
  expect(queue.last()).toBe(4999);
  expect([...queue]).toEqual(Array.from({ length: 2500 }, (_, index) => 2500 + index));
  while (queue.length > 0) taken.push(queue.shift());
  expect(taken).toEqual(Array.from({ length: 5000 }, (_, index) => index));
  expect(queue.shift()).toBeUndefined();
});

test('does not keep what has been taken', async () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const queue = new Queue<Buffer>();
  const taken = takeOne(queue);
  await until('it is collected', () => {
    collect();
    return taken.deref() === undefined;
  });
  expect(queue.length).toBe(1);
});

/** In a function of its own, so that nobody but the queue can hold on to the item. */
function takeOne(queue: Queue<Buffer>): WeakRef<Buffer> {
  queue.push(Buffer.alloc(10));
  queue.push(Buffer.alloc(10));
  return new WeakRef(queue.shift() as Buffer);
}
