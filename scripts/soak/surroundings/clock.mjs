import { fileURLToPath } from 'node:url';
import { makeHome } from '../home.mjs';
import { runTutorial } from '../running.mjs';
import { expectEnd } from './expect-end.mjs';

const jumpingClock = fileURLToPath(new URL('./jumping-clock.mjs', import.meta.url));

/** The program's own clock jumps; those of the stores and of the file system do not. */
export async function tryJumpingClock(soak) {
  const home = makeHome(soak.work);
  for (const lesson of soak.short ? ['5'] : ['5', '3']) {
    const node = ['--import', jumpingClock];
    const both = await Promise.all(
      ['--plain', '--json'].map((view) => runTutorial(home, ['lesson', lesson, view], { node })),
    );
    for (const result of both) await expectEnd(soak, 'a clock that jumps', home, result, { code: 0 });
  }
  const { stdout } = await runTutorial(home, ['list']);
  if (!/\bdone \d{4}-\d\d-\d\d\b/.test(stdout))
    soak.failed('a clock that jumps', `nothing is done: ${stdout}`);
}
