import { leavesOthersAlone } from '../../../src/exercise/checks/canary.js';
import { ofAll, ofDrink } from './revenue.js';
import { write, writers } from './writes.js';

export const others = leavesOthersAlone(
  async (bench) => {
    const { name } = await bench.newDrink();
    for (const writer of writers) {
      for (const { path } of [ofDrink(name), ofAll]) await bench.get(path);
      const { failure } = await write(bench, writer, name);
      if (failure) return failure;
    }
    return undefined;
  },
  ['right'],
);
