import type { Check } from '../../src/exercise/exercise.js';
import { answers } from './checks/answers.js';
import { expires } from './checks/expires.js';
import { grow } from './checks/grow.js';
import { killed } from './checks/killed.js';
import { lives } from './checks/lives.js';
import { old, others } from './checks/old.js';
import { reads } from './checks/reads.js';
import { repeat } from './checks/repeat.js';

export const checks: readonly Check[] = [answers, repeat, lives, expires, reads, killed, grow, old, others];
