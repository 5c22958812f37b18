// Opens a lab, runs a lesson in it to its end, and closes it, again and again in one process, by the built modules; after
// each turn it collects its garbage and prints a line. Ends when its input does.

import { openLab } from '../../../dist/src/lab/open.js';
import { beginLesson } from '../../../dist/src/lesson/begin.js';
import { listLessons, loadLesson } from '../../../dist/src/lesson/catalogue.js';
import { startOf } from '../../../dist/src/lesson/place.js';
import { LessonRun } from '../../../dist/src/lesson/run.js';

let goesOn = true;
process.stdin.on('end', () => {
  goesOn = false;
});
process.stdin.resume();

const entries = listLessons();
for (let turn = 0; goesOn; turn++) {
  const lesson = await loadLesson(entries[turn % entries.length]);
  const opening = openLab({}).then(async (lab) => {
    await beginLesson(lesson, lab);
    return lab;
  });
  const run = new LessonRun(lesson, { lab: opening, progress: () => null });
  const unheld = [];
  for await (const event of run.events(startOf(1, lesson)))
    if (event.type === 'expectation' && !event.ok) unheld.push(event.text);
  await (await opening).close();
  globalThis.gc();
  process.stdout.write(`turn ${unheld.length === 0 ? 'ok' : unheld.join(', ')}\n`);
}
process.exit();
