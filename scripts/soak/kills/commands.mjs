import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { formatProgress, parseProgress } from '../../../src/progress-content.ts';
import { importedProgress } from './progress.mjs';

const workspace = 'cache-tutorial-exercises/01-no-cache';
const learners = '// half a day of work\n';
const lesson5 = (stdout) => (/"type":"end","ok":true/.test(stdout) ? { lessons: { decorator: {} } } : {});
const attempts = (stdout) => ({
  attempts: { 'no-cache': stdout.split('"type":"graded"').length - 1 },
});

/**
 * The commands that are ended at random moments. Each has a `name` and `args`; besides, where needed:
 * `terminal`: it runs in one, and `keys` are pressed there; `fresh`: its cache directory is empty;
 * `endlessMs`: it does not end by itself, and is ended within this time; `codes`: how it may end by itself, else 0;
 * `prepare`: what must be there; `acknowledged`: what its output says to be done; `broken`: what is wrong with its files;
 * `again`: what must go well after it, else a lesson; `inShort`: the short soak has it, too.
 */
export const commands = [
  { name: 'lesson --plain', args: ['lesson', '5', '--plain'] },
  { name: 'lesson --json', args: ['lesson', '5', '--json'], acknowledged: lesson5 },
  { name: 'lesson', args: ['lesson', '5'], terminal: true, keys: true, inShort: true },
  {
    name: 'the first lesson --json',
    args: ['lesson', '5', '--json'],
    fresh: true,
    acknowledged: lesson5,
    inShort: true,
  },
  { name: 'the first lesson', args: ['lesson', '5'], terminal: true, keys: true, fresh: true },
  { name: 'the list of everything', args: [], terminal: true, endlessMs: 1_500, again: ['list'] },
  {
    name: 'exercise --json',
    args: ['exercise', '1', '--json'],
    codes: [0, 1],
    prepare: withoutWorkspace,
    acknowledged: attempts,
    broken: brokenWorkspace,
  },
  {
    name: 'exercise --watch --json',
    args: ['exercise', '1', '--watch', '--json'],
    endlessMs: 8_000,
    prepare: withoutWorkspace,
    acknowledged: attempts,
    broken: brokenWorkspace,
  },
  {
    name: 'exercise --watch',
    args: ['exercise', '1', '--watch'],
    terminal: true,
    endlessMs: 8_000,
    prepare: withoutWorkspace,
    broken: brokenWorkspace,
  },
  { name: 'serve', args: ['serve', 'cache', '--copies', '2'], endlessMs: 4_000, inShort: true },
  { name: 'serve in a terminal', args: ['serve', 'ttl'], terminal: true, endlessMs: 4_000 },
  { name: 'load', args: ['load', 'cache', '--seconds', '1', '--json'] },
  { name: 'list', args: ['list'], again: ['list'] },
  { name: 'status', args: ['status'], again: ['status'] },
  {
    name: 'progress export',
    args: ['progress', 'export', 'mine.json'],
    prepare: ({ directory }) => rmSync(path.join(directory, 'mine.json'), { force: true }),
    broken: ({ directory }) => {
      const file = path.join(directory, 'mine.json');
      const whole = !existsSync(file) || typeof parseProgress(readFileSync(file, 'utf8')) !== 'string';
      return whole ? [] : ['mine.json is not whole'];
    },
    again: ['progress', 'export'],
  },
  {
    name: 'progress import',
    args: ['progress', 'import', 'other.json'],
    prepare: ({ directory }) =>
      writeFileSync(path.join(directory, 'other.json'), formatProgress(importedProgress)),
    acknowledged: (stdout) =>
      stdout.includes('has been added') ? { lessons: importedProgress.lessons } : {},
    again: ['progress', 'import', 'other.json'],
    inShort: true,
  },
  { name: 'hint', args: ['hint', '2', '--again'], again: ['hint', '2'] },
  {
    name: 'reset',
    args: ['reset', '1'],
    prepare(home) {
      withoutWorkspace(home);
      const { directory } = home;
      mkdirSync(path.join(directory, workspace), { recursive: true });
      writeFileSync(path.join(directory, workspace, 'server.ts'), learners);
    },
    broken: ({ directory }) =>
      Object.values(filesIn(path.join(directory, workspace))).includes(learners)
        ? []
        : ['the learner’s server.ts is lost'],
    again: ['reset', '1'],
  },
  {
    name: 'report',
    args: ['report', '5'],
    broken: ({ directory }) => {
      const file = path.join(directory, 'cache-tutorial-lesson-5.html');
      const whole = !existsSync(file) || readFileSync(file, 'utf8').trimEnd().endsWith('</html>');
      return whole ? [] : ['half a report'];
    },
    again: ['report', '5'],
  },
  { name: 'doctor', args: ['doctor', '--json'] },
  { name: 'verify', args: ['verify', '5', '--only', 'lessons'] },
  { name: 'setup', args: ['setup', '--embedded', '--name', 'anna'], again: ['setup', '--embedded'] },
];

function withoutWorkspace({ directory }) {
  rmSync(path.join(directory, workspace), { recursive: true, force: true });
}

/** Files of a workspace are there as they were made at first, or not at all. */
function brokenWorkspace({ directory, reference }) {
  const files = filesIn(path.join(directory, workspace));
  reference.files ??= files;
  return Object.entries(files)
    .filter(([name, text]) => text !== reference.files[name])
    .map(([name]) => `${name} in the workspace is not whole`);
}

/** The files of a directory with their texts; none where there is no directory. */
function filesIn(directory) {
  if (!existsSync(directory)) return {};
  const entries = readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    entries.map(({ name }) => [name, readFileSync(path.join(directory, name), 'utf8')]),
  );
}
