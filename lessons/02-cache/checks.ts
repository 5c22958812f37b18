import { leavesOthersAlone } from '../../src/exercise/checks/canary.js';
import type { Check } from '../../src/exercise/exercise.js';
import { apart } from './checks/apart.js';
import { everyArgument } from './checks/arguments.js';
import { average } from './checks/average.js';
import { empty } from './checks/empty.js';
import { badRequests, failedQueries } from './checks/errors.js';
import { flush } from './checks/flush.js';
import { askTwice, copies, repeat, same } from './checks/hits.js';

const others = leavesOthersAlone(
  async (bench) => {
    await askTwice(bench);
    await askTwice(bench, 'B');
    return undefined;
  },
  ['repeat'],
);

export const checks: readonly Check[] = [
  average,
  repeat,
  same,
  copies,
  everyArgument,
  apart,
  empty,
  badRequests,
  failedQueries,
  flush,
  others,
];
