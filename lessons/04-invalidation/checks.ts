import type { Check } from '../../src/exercise/exercise.js';
import { bad } from './checks/bad.js';
import { copies } from './checks/copies.js';
import { held } from './checks/held.js';
import { hits } from './checks/hits.js';
import { names } from './checks/names.js';
import { neighbours } from './checks/neighbours.js';
import { others } from './checks/others.js';
import { right } from './checks/right.js';
import { ttl } from './checks/ttl.js';

export const checks: readonly Check[] = [right, hits, copies, others, neighbours, names, bad, held, ttl];
