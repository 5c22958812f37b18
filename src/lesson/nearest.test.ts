import { expect, test } from 'vitest';
import { nearestLesson } from './nearest.js';

const lessons = [
  { number: 1, id: 'no-cache', title: 'No cache' },
  { number: 2, id: 'cache', title: 'A cache' },
  { number: 3, id: 'ttl', title: 'Time to live' },
  { number: 4, id: 'invalidation', title: 'Invalidation' },
  { number: 5, id: 'decorator', title: 'A decorator' },
];

test.each([
  ['tll', 3],
  ['TTL', 3],
  ['invalidaton', 4],
  ['time to live', 3],
  ['live', 3],
  ['Time', 3],
  ['cahce', 2],
  ['03-ttl', 3],
  ['lesson4', 4],
  ['5.', 5],
  ['deco', 5],
  ['99', null],
  ['elephant', null],
  ['', null],
])('%j most likely means lesson %s', (wanted, expected) => {
  expect(nearestLesson(wanted, lessons)?.number ?? null).toBe(expected);
});
