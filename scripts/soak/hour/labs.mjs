// Opens a lab, runs a lesson in it to its end, and closes it, in one process again and again, by the built modules: once for
// each line of its input. Then it collects its garbage, prints a line, and does nothing more, so that what it takes can be
// looked at. Ends when its input does.
import { createInterface } from 'node:readline';
import { openLab } from '../../../dist/src/lab/open.js';
import { beginLesson } from '../../../dist/src/lesson/begin.js';
import { listLessons, loadLesson } from '../../../dist/src/lesson/catalogue.js';
import { startOf } from '../../../dist/src/lesson/place.js';
import { LessonRun } from '../../../dist/src/lesson/run.js';

const entries = listLessons();
let turns = 0;
for await (const _ of createInterface({ input: process.stdin })) {
  const lesson = await loadLesson(entries[turns++ % entries.length]);
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
