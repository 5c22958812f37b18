import type { CheckVerdict, Failure } from '../../exercise/exercise.js';
import type { AttemptEvent } from '../grade-event.js';
import { entry } from './samples.js';

type Of<T extends AttemptEvent['type']> = Extract<AttemptEvent, { type: T }>;

/** A known mistake, named. */
export const namedFailure: Failure = {
  mistake: 'your key leaves out `size`',
  expected: 'an average for `size=large` that differs from the one for `size=small`',
  got: 'the same answer for both: `{"average":310}`',
  why: 'A customer who asks for large cups is shown the price of small ones, until the entry goes.',
  tryThis: 'Make every argument that changes the answer a part of the key.',
  reproduce: [
    "curl -i 'http://127.0.0.1:41873/orders/average?drink=mudosip&size=large'",
    'redis-cli -u "$REDIS_URL" keys \'*\'',
  ],
};

/** One whose texts hold a block and escape sequences, and which names no mistake. */
export const noisyFailure: Failure = {
  expected: 'an HTTP answer to `GET /orders/average`',
  got: 'copy A ended during this request.\n\nThe end of its output:\n\n```text\n\x1b[31mTypeError\x1b[0m: rows is not iterable\n```',
  why: 'One bad request takes the service away from everybody.',
  tryThis: 'Handle the error where it happens.',
  reproduce: [],
};

/** One event of each type, for the tests of the views and the examples of `docs/json.md`. */
export const attemptSamples = {
  workspace: {
    type: 'workspace',
    exercise: { number: 2, id: 'cache', title: 'Average prices, cached' },
    directory: '/home/ada/cache-tutorial-exercises/02-cache',
    server: 'server.ts',
    made: ['server.ts', 'README.md', 'package.json', 'tsconfig.json'],
  },
  attempt: { type: 'attempt', exercise: 'cache', seed: '5f1c09be', server: 'server.ts' },
  start: { type: 'start', ok: true, failure: null },
  checking: { type: 'checking', id: 'key', title: 'every argument is part of the key', number: 2, of: 6 },
  check: {
    type: 'check',
    id: 'key',
    title: 'every argument is part of the key',
    outcome: 'failed',
    failure: namedFailure,
    warnings: [],
    skipped: null,
    waitedMs: 41.2,
    evidence: {
      copy: 'A',
      method: 'GET',
      url: 'http://127.0.0.1:41873/orders/average?drink=mudosip&size=large',
      requestBody: null,
      status: 200,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: '{"average":310}',
      durationMs: 2.1,
      trace: [entry(0.4, 'GET average:mudosip', '"310"')],
    },
  },
  graded: { type: 'graded', ok: false, passed: 4, failed: 1, skipped: 1, durationMs: 1240 },
  stopped: { type: 'stopped', saved: ['server.ts'] },
  trouble: {
    type: 'trouble',
    problem:
      'Nobody listens at db.example.com:5432: start PostgreSQL there, or correct the host or port in the URL.',
  },
} satisfies { [T in AttemptEvent['type']]?: Of<T> };

/** A verdict on a check; what is not given is as for one that passed without a warning. */
export function verdict(title: string, more: Partial<CheckVerdict> = {}): CheckVerdict {
  return {
    type: 'check',
    id: title.replaceAll(' ', '-'),
    title,
    outcome: 'passed',
    failure: null,
    warnings: [],
    skipped: null,
    waitedMs: 0,
    evidence: null,
    ...more,
  };
}
