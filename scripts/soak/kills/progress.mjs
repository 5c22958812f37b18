import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseConfig } from '../../../src/config-content.ts';
import { formatProgress, parseProgress } from '../../../src/progress-content.ts';
import { parseRecording } from '../../../src/recording-content.ts';

const at = '2026-01-02T03:04:05.678Z';

/** What a learner has done before the command begins, with what only a later version understands. */
export const doneBefore = {
  version: 1,
  lessons: { 'no-cache': { doneAt: at }, 'of-tomorrow': { doneAt: at, mark: 'A' } },
  exercises: {
    ttl: { doneAt: at, attempts: 7, hints: 2 },
    'no-cache': { doneAt: null, attempts: 3, hints: 1 },
  },
  stopped: { invalidation: { scene: 3, of: 5, through: 3, at } },
  ofTomorrow: ['kept'],
};

/** What `progress import` is given. */
export const importedProgress = {
  ...doneBefore,
  lessons: { ttl: { doneAt: at } },
  exercises: {},
  stopped: {},
};

export function writeProgress(home, progress) {
  mkdirSync(dataOf(home), { recursive: true });
  writeFileSync(path.join(dataOf(home), 'progress.json'), formatProgress(progress));
}

/** What of `doneBefore`, and of what the command has said to be done, the files do not say any more: a line each. */
export function lostProgress(home, acknowledged) {
  const now = parsed(path.join(dataOf(home), 'progress.json'), parseProgress);
  if (typeof now === 'string') return [`progress.json is ${now}`];
  const lost = [];
  const kept = { ...doneBefore.lessons, ...acknowledged.lessons };
  for (const [id, { doneAt }] of Object.entries(kept)) {
    const date = now.lessons[id]?.doneAt;
    if (date === undefined || (doneAt && date !== doneAt)) lost.push(`lesson ${id} is not done any more`);
  }
  for (const [id, before] of Object.entries(doneBefore.exercises)) {
    const { doneAt, attempts = 0, hints = 0 } = now.exercises[id] ?? {};
    const attemptsNeeded = before.attempts + (acknowledged.attempts?.[id] ?? 0);
    if (doneAt !== before.doneAt || attempts < attemptsNeeded || hints < before.hints)
      lost.push(`exercise ${id}: ${JSON.stringify({ doneAt, attempts, hints })}`);
  }
  if (!now.stopped.invalidation) lost.push('where lesson invalidation was left');
  if (now.ofTomorrow?.[0] !== 'kept' || now.lessons['of-tomorrow']?.mark !== 'A')
    lost.push('what a later version has written');
  return [...lost, ...unreadable(home)];
}

/** The settings and recordings that are there and are not whole. */
function unreadable(home) {
  const runs = path.join(dataOf(home), 'runs');
  const recordings = existsSync(runs) ? readdirSync(runs).filter((name) => name.endsWith('.json')) : [];
  const files = [
    [path.join(home.env.XDG_CONFIG_HOME, 'cache-tutorial', 'config.json'), parseConfig],
    ...recordings.map((name) => [path.join(runs, name), parseRecording]),
  ];
  return files.flatMap(([file, parse]) => {
    if (!existsSync(file)) return [];
    const found = parsed(file, parse);
    return typeof found === 'string' ? [`${path.basename(file)} is ${found}`] : [];
  });
}

function parsed(file, parse) {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return `not readable: ${error.message}`;
  }
}

/** Files of the user's directories that only a command which is at work may have there. */
export function leftInData(home) {
  const config = path.join(home.env.XDG_CONFIG_HOME, 'cache-tutorial');
  return [dataOf(home), path.join(dataOf(home), 'runs'), config].flatMap((directory) =>
    existsSync(directory)
      ? readdirSync(directory).filter((name) => !/^(runs|[a-z-]+\.json)$/.test(name))
      : [],
  );
}

export const dataOf = (home) => path.join(home.env.XDG_DATA_HOME, 'cache-tutorial');
