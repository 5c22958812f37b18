// Measures what a learner waits for, and the memory it takes. Every figure is the median of five within one
// run, taken in turn, so that figures of one run can be compared; absolute times belong to this machine.
// Needs dist/ (npm run build). Prints a table, then the same as one line of JSON.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { measureLesson } from './bench/lesson.mjs';
import { measureStart } from './bench/start.mjs';

const times = 5;
const cli = fileURLToPath(new URL('../dist/src/cli.js', import.meta.url));
const work = mkdtempSync(path.join(tmpdir(), 'cache-tutorial-bench-'));
const env = { ...process.env, XDG_DATA_HOME: path.join(work, 'data') };
const bareNode = 'node -e 0';
const starts = {
  [bareNode]: ['-e', '0'],
  '--version': [cli, '--version'],
  '--help': [cli, '--help'],
  list: [cli, 'list'],
};

/** By the name of a figure: its unit and what was measured, one value a run. */
const figures = new Map();
const note = (name, unit, value) => {
  const figure = figures.get(name) ?? { unit, values: [] };
  figure.values.push(value);
  figures.set(name, figure);
};
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const noteLesson = (name, lesson) => {
  note(`${name}: until the lab is ready`, 'ms', lesson.readyMs);
  note(`${name}: until the first answer`, 'ms', lesson.answerMs);
  note(`${name}: peak memory, all processes`, 'MB', lesson.peakMegabytes);
  note(`${name}: peak memory, main process`, 'MB', lesson.mainPeakMegabytes);
  for (const ms of lesson.missesMs) note('a count on a miss', 'ms', ms);
  for (const ms of lesson.hitsMs) note('a count on a hit', 'ms', ms);
};

try {
  for (let time = 0; time < times; time++) {
    // A start is short, so that a single one says little: five of each in turn.
    for (let again = 0; again < times; again++) {
      for (const [name, args] of Object.entries(starts)) note(name, 'ms', await measureStart(args, env));
    }
    const inCache = { ...env, CACHE_TUTORIAL_CACHE_DIR: path.join(work, `cache-${time}`) };
    noteLesson('first lesson', await measureLesson([cli, 'lesson', '2', '--json'], inCache));
    noteLesson('later lesson', await measureLesson([cli, 'lesson', '2', '--json'], inCache));
  }
} finally {
  rmSync(work, { recursive: true, force: true, maxRetries: 3 });
}

const node = median(figures.get(bareNode).values);
const results = [...figures].map(([name, { unit, values }]) => {
  const result = { name, unit, median: median(values), min: Math.min(...values), max: Math.max(...values) };
  return name in starts ? { ...result, timesNode: result.median / node } : result;
});
for (const { name, unit, median, min, max, timesNode } of results) {
  const [middle, low, high] = [median, min, max].map((value) => value.toFixed(value < 10 ? 1 : 0));
  const ratio = timesNode === undefined ? '' : `  ${timesNode.toFixed(2)} × node`;
  process.stdout.write(`${name.padEnd(42)} ${middle.padStart(6)} ${unit}  (${low} to ${high})${ratio}\n`);
}
process.stdout.write(`${JSON.stringify({ node: process.version, results })}\n`);
