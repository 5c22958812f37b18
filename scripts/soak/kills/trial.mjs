import { mkdirSync, rmSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { play } from '../../../test/play.ts';
import { endAll, whatIsLeft } from '../left.mjs';
import { runTutorial, startTutorial } from '../running.mjs';
import { openFromShell } from '../terminal.mjs';
import { until } from '../until.mjs';
import { codeOf, end } from './endings.mjs';
import { doneBefore, leftInData, lostProgress, writeProgress } from './progress.mjs';

const endsWithinMs = 20_000;
/** What begins and ends well after anything: it prepares the data, makes a session, and notes what it has done. */
const lesson = ['lesson', '5', '--plain'];

/**
 * Runs a command, ends it after so many ms in this way, and looks at all that must hold then. `afterMs` null: it ends by
 * itself. Resolves with how long it ran, in ms, and with what did not hold, a line each.
 */
export async function tryEnding(command, ending, afterMs, home, reference) {
  const problems = [];
  const place = command.fresh ? withOtherCache(home) : home;
  writeProgress(place, doneBefore);
  command.prepare?.(place);
  const start = performance.now();
  const run = await begin(command, place);
  let early = false;
  const ended = run.ended.then((result) => {
    early = true;
    return result;
  });
  await Promise.race([ended, sleep(afterMs ?? 120_000, undefined, { ref: false })]);
  const endedByItself = early;
  const ranMs = performance.now() - start;
  if (!endedByItself) end(ending, run);
  const result = await Promise.race([ended, sleep(endsWithinMs, undefined, { ref: false })]);
  if (result === undefined) problems.push(`it goes on: ${run.text().slice(-500)}`);
  else problems.push(...unexpected(result, command, ending, endedByItself));

  const killed = ending === 'SIGKILL' && !endedByItself;
  for (const left of await whatIsLeft(place, { files: !killed })) problems.push(`left: ${left}`);
  endAll(place);
  problems.push(...lostProgress(place, command.acknowledged?.(run.text()) ?? {}));
  problems.push(...(command.broken?.({ ...place, reference }) ?? []));
  problems.push(...(await listed(place)));
  return { ranMs, problems, endedByItself };
}

/** What does not go well in the next start after a command, or is left after it: a line each. */
export async function nextStart({ fresh = false, again = lesson }, home) {
  const place = fresh ? withOtherCache(home) : home;
  const { code, stderr } = await runTutorial(place, again);
  const problems =
    code === 0 && stderr === '' ? [] : [`then ${again.join(' ')} ended with ${code}: ${stderr}`];
  const left = [...(await whatIsLeft(place)), ...(again === lesson ? leftInData(place) : [])];
  if (fresh) rmSync(place.cacheDir, { recursive: true, force: true, maxRetries: 3 });
  return [...problems, ...left.map((what) => `left after the next start: ${what}`)];
}

async function listed(home) {
  const { code, stdout, stderr } = await runTutorial(home, ['list']);
  const whole = code === 0 && stderr === '' && /\bdone 2026-01-02\b/.test(stdout);
  return whole ? [] : [`then list ended with ${code}: ${stderr}${stdout}`];
}

async function begin({ args, terminal: inTerminal, keys }, home) {
  if (!inTerminal) {
    const { pid, ended, output } = startTutorial(home, args);
    const asShell = ({ code, signal }) => ({ code: code ?? 128 + constants.signals[signal], kept: [] });
    return { pid, ended: ended.then(asShell), text: () => output.stdout + output.stderr };
  }
  rmSync(path.join(home.directory, 'pid'), { force: true });
  const { terminal, pid, ended } = openFromShell(home, args);
  const started = await until(() => attempt(pid), 10_000, 2);
  if (keys) play(terminal).catch(() => {});
  return { pid: started, terminal, ended: ended().catch(() => ({ kept: [] })), text: () => terminal.text };
}

function attempt(read) {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function unexpected({ code, kept }, { codes = [0] }, ending, endedByItself) {
  const wanted = endedByItself ? codes : [...codes, codeOf(ending)];
  const problems = [];
  if (ending === 'a closed terminal') return problems;
  if (!wanted.includes(code)) problems.push(`it ended with ${code}`);
  // Whoever is killed can give nothing back.
  if (ending !== 'SIGKILL' || endedByItself)
    problems.push(...kept.filter(Boolean).map((what) => `not given back: ${what}`));
  return problems;
}

/** With a cache directory that is empty at first, and until the next start has gone well. */
function withOtherCache(home) {
  const cacheDir = path.join(home.directory, 'empty-cache');
  mkdirSync(cacheDir, { recursive: true });
  return { ...home, cacheDir, env: { ...home.env, CACHE_TUTORIAL_CACHE_DIR: cacheDir } };
}
