import { readFileSync } from 'node:fs';
import path from 'node:path';
import { watchExercise } from '../watched-exercise.mjs';

const exercises = { 1: '01-no-cache', 2: '02-cache' };

/** How long a learner waits from a save to the verdict on it, with a server that passes all checks. */
export async function measure(bench) {
  for (const [number, folder] of Object.entries(exercises)) {
    const solution = readFileSync(new URL(`../../../lessons/${folder}/solution.ts`, import.meta.url), 'utf8');
    const exercise = await watchExercise(number, path.join(bench.work, 'workspaces'), bench.env);
    try {
      // The first save is not counted: what runs before it is the starter.
      for (let save = 0; save <= (bench.short ? 1 : 6); save++) {
        const { attempt, start, graded } = await exercise.save(`${solution}// save ${save}\n`);
        if (save === 0) continue;
        bench.note(`exercise ${number}: from the save until it is noticed`, 'ms', attempt);
        bench.note(`exercise ${number}: until both copies listen`, 'ms', start);
        bench.note(`exercise ${number}: until the verdict`, 'ms', graded);
      }
    } finally {
      await exercise.close();
    }
  }
  bench.limit('exercise 2: until the verdict', 1000);
}
