import { readdirSync } from 'node:fs';
import path from 'node:path';
import { makeHome } from '../home.mjs';
import { endAll, whatIsLeft } from '../left.mjs';
import { runTutorial } from '../running.mjs';

/** Runs several tutorials at once on one cache directory that is empty at first: each a lesson, as different ones as there are. */
export async function run(soak) {
  for (const count of soak.short ? [2] : [2, 10]) {
    const home = makeHome(soak.work);
    const lessons = Array.from({ length: count }, (_, index) => String(5 - (index % 5)));
    const results = await Promise.all(
      lessons.map((lesson) => runTutorial(home, ['lesson', lesson, '--json'])),
    );
    for (const [index, { code, stdout, stderr }] of results.entries()) {
      soak.tried(`${count} at once`);
      const unheld = stdout.split('\n').filter((line) => /"type":"expectation".*"ok":false/.test(line));
      if (code === 0 && stderr === '') continue;
      soak.failed(
        `lesson ${lessons[index]}, one of ${count}`,
        `it ended with ${code}: ${stderr}${unheld.join(' ')}`,
      );
    }
    for (const left of await whatIsLeft(home)) soak.failed(`${count} at once`, `left: ${left}`);
    endAll(home);
    const made = readdirSync(path.join(home.cacheDir, 'postgres'));
    if (made.length !== 1) soak.failed(`${count} at once`, `the data were made as ${made.join(', ')}`);
  }
}
