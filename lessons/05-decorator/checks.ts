import type { Check } from '../../src/exercise/exercise.js';
import { repeat, right } from './checks/hits.js';
import { copies, recovers } from './checks/kept.js';
import { apart, separate } from './checks/keys.js';
import { life } from './checks/lifetimes.js';
import { empty, failed } from './checks/no-answers.js';
import { others, posts } from './checks/posts.js';
import { same } from './checks/same.js';

// What takes as long as entries live comes last.
export const checks: readonly Check[] = [
  right,
  repeat,
  apart,
  separate,
  same,
  copies,
  empty,
  failed,
  posts,
  recovers,
  others,
  life,
];
