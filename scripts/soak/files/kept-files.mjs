import { isDeepStrictEqual } from 'node:util';
import { formatConfig, parseConfig } from '../../../src/config-content.ts';
import { formatProgress, mergeProgress, parseProgress } from '../../../src/progress-content.ts';
import { formatRecording, parseRecording, Recorder } from '../../../src/recording-content.ts';
import { samples } from '../../../src/view/testing/samples.ts';
import { mutateText } from './mutate-text.mjs';

const at = '2026-01-02T03:04:05.000Z';

const progress = {
  version: 1,
  lessons: { 'no-cache': { doneAt: at }, ttl: { doneAt: at } },
  exercises: { ttl: { doneAt: null, attempts: 3, hints: 1 } },
  stopped: { cache: { scene: 2, of: 5, through: 1, at } },
};

const config = {
  version: 1,
  name: 'anna',
  postgres: { url: 'postgres://anna@db.example.com/shop', caFile: '/home/anna/ca.pem' },
  redis: 'embedded',
};

function recording() {
  const recorder = new Recorder(null);
  for (const event of Object.values(samples)) recorder.add(event);
  return recorder.recording;
}

/** A value of JSON with one place in it replaced, removed, or with a strange name added. */
function mutateValue(value, random) {
  const copy = JSON.parse(JSON.stringify(value));
  for (let holder = copy; ; ) {
    const keys = Object.keys(holder);
    if (keys.length === 0) return copy;
    const key = random.pick(keys);
    const inner = holder[key];
    if (typeof inner === 'object' && inner !== null && random.below(5) > 0) holder = inner;
    else {
      const how = random.below(6);
      if (how === 0) delete holder[key];
      else if (how === 1)
        Object.defineProperty(holder, random.pick(names), {
          value: inner,
          enumerable: true,
          configurable: true,
          writable: true,
        });
      else holder[key] = random.pick(values);
      return copy;
    }
  }
}

const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', '0', 'x'.repeat(1000)];
const values = [
  null,
  0,
  -1,
  1.5,
  2 ** 53,
  1e308,
  '',
  'x',
  'embedded',
  '2026-13-45',
  '1',
  [],
  {},
  [[]],
  true,
  'x\0',
  '\ud800',
  { __proto: 1 },
];

/** A file's text that says something else, or is damaged. */
const mutated = (value, format, random) =>
  random.below(2) === 0
    ? mutateText(format(value), random)
    : JSON.stringify(mutateValue(value, random), null, 2);

/** Reads it as the program does: what is refused is refused with one of two words. */
function reading(parse) {
  return (text) => {
    const value = parse(text);
    if (value === 'damaged' || value === 'newer') throw new Refused(value);
    return value;
  };
}

class Refused extends Error {}
const refuses = (error) => error instanceof Refused;

/** What was accepted is, once it is written, accepted again, and the same. */
const keptBy = (format, parse) => (value) =>
  isDeepStrictEqual(parse(format(value)), value)
    ? undefined
    : 'is not the same when it is written and read again';

/** Progress, settings and recordings as they may be found: understood, or refused as damaged. */
export function tryKeptFiles(trials, random, times) {
  const run = recording();
  for (let left = times; left > 0; left--) {
    trials.one(
      'progress',
      mutated(progress, formatProgress, random),
      reading(parseProgress),
      refuses,
      (value) => {
        const merged = [mergeProgress(value, progress), mergeProgress(progress, value)];
        if (merged.some((one) => typeof parseProgress(formatProgress(one)) === 'string'))
          return 'is damaged when it is merged';
        return keptBy(formatProgress, parseProgress)(value);
      },
    );
    trials.one(
      'settings',
      mutated(config, formatConfig, random),
      reading(parseConfig),
      refuses,
      keptBy(formatConfig, parseConfig),
    );
    trials.one(
      'recording',
      mutated(run, formatRecording, random),
      reading(parseRecording),
      refuses,
      (value) => {
        const again = parseRecording(formatRecording(value));
        return typeof again === 'string' ? 'is damaged when it is written again' : undefined;
      },
    );
  }
}
