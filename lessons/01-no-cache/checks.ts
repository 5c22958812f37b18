import type { Check } from '../../src/exercise/exercise.js';
import { asText } from './checks/as-text.js';
import { average } from './checks/average.js';
import { missing, unknown } from './checks/no-average.js';
import { everyTime, moves } from './checks/no-cache.js';

export const checks: readonly Check[] = [average, missing, unknown, asText, moves, everyTime];
