import type { Check } from '../../../src/exercise/exercise.js';
import { pathOf, wrongAverage } from './wrong-average.js';

export const average: Check = {
  id: 'average',
  title: 'the average equals the database',
  async run(bench) {
    for (const to of ['A', 'B', 'A'] as const) {
      const drink = await bench.newDrink();
      const failure = await wrongAverage(bench, await bench.get(pathOf(drink.name), to), drink.name);
      if (failure) return failure;
    }
    return undefined;
  },
};
