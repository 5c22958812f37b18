import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { makeHome } from '../home.mjs';
import { commands } from '../kills/commands.mjs';
import { dataOf, doneBefore, leftInData, lostProgress, writeProgress } from '../kills/progress.mjs';
import { whatIsLeft } from '../left.mjs';
import { runTutorial } from '../running.mjs';

const failAtWrite = fileURLToPath(new URL('../fail-at-write.mjs', import.meta.url));
const writing = ['progress export', 'progress import', 'hint', 'reset', 'report', 'setup'];
const inShort = ['progress import', 'reset'];

/**
 * Runs the commands that write something short, again and again: the first time the program is killed, or the disk is
 * full, at its first change of a file, then at its second, and so on to the end.
 */
export async function run(soak) {
  const home = makeHome(soak.work);
  mkdirSync(dataOf(home), { recursive: true });
  writeProgress(home, doneBefore);
  const names = soak.short ? inShort : writing;
  if (names.includes('report')) await runLesson(home);
  for (const command of commands.filter(({ name }) => names.includes(name))) {
    for (const way of ['killed', 'full']) {
      for (let at = 1; await failsAt(at, way, command, home, soak); at++) soak.tried(`${way} at a write`);
    }
  }
}

/** For `report` to have something to report. */
async function runLesson(home) {
  const { code, stderr } = await runTutorial(home, ['lesson', '5', '--plain']);
  if (code !== 0) throw new Error(`lesson 5 ended with ${code}: ${stderr}`);
}

/** Whether there was a change of a file so late; what did not hold after it is noted. */
async function failsAt(at, way, command, home, soak) {
  const failed = (problem) => soak.failed(`${command.name}, ${way} at change ${at} of a file`, problem);
  writeProgress(home, doneBefore);
  command.prepare?.(home);
  const env = { FAIL_WRITE: way, FAIL_WRITE_AT: String(at), FAIL_WRITE_BELOW: home.directory };
  const result = await runTutorial(home, command.args, { env, node: ['--import', failAtWrite] });
  const { code, signal, stdout, stderr } = result;
  for (const lost of lostProgress(home, command.acknowledged?.(stdout) ?? {})) failed(lost);
  for (const broken of command.broken?.(home) ?? []) failed(broken);
  if (way === 'full' && code !== 0) {
    if (code !== 3) failed(`it ended with ${code}: ${stderr}`);
    if (!/^cache-tutorial: [^\n]*ENOSPC[^\n]*\n$/.test(stderr)) failed(`it said: ${stderr}`);
    for (const left of leftInData(home)) failed(`left: ${left}`);
  }
  const next = await runTutorial(home, command.again);
  if (next.code !== 0 || next.stderr !== '') failed(`then it ended with ${next.code}: ${next.stderr}`);
  for (const left of [...(await whatIsLeft(home)), ...leftInData(home)]) failed(`left: ${left}`);
  return way === 'killed' ? signal === 'SIGKILL' : code !== 0;
}
