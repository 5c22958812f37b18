import { expect, test } from 'vitest';
import { listExercises, loadExercise } from './load.js';

test('an exercise is found by number and by id; what has none is refused', async () => {
  const exercise = await loadExercise(1);
  expect(exercise).toMatchObject({ number: 1, id: 'no-cache', ttlSeconds: 2 });
  expect((await loadExercise('01')).folder).toBe(exercise.folder);
  expect(exercise.checks.map(({ id }) => id)).toContain(exercise.starterFails);
  for (const { after = [] } of exercise.checks) {
    expect(exercise.checks.map(({ id }) => id)).toEqual(expect.arrayContaining([...after]));
  }
  expect(listExercises().map(({ number }) => number)).toContain(1);
  await expect(loadExercise('no-cash')).rejects.toThrow('Did you mean 1 (no-cache)?');
});
