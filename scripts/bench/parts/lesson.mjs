import path from 'node:path';
import { cli } from '../../cli.mjs';
import { measureLesson } from '../lesson.mjs';

/** How long a first and a later lesson take until the first answer, and their memory. */
export async function measure(bench) {
  const rounds = bench.short ? 1 : 5;
  for (let round = 0; round < rounds; round++) {
    const env = { ...bench.env, CACHE_TUTORIAL_CACHE_DIR: path.join(bench.work, `cache-${round}`) };
    for (const name of ['first lesson', 'later lesson']) {
      const lesson = await measureLesson([cli, 'lesson', '2', '--json'], env);
      bench.note(`${name}: until the lab is ready`, 'ms', lesson.readyMs);
      bench.note(`${name}: until the first answer`, 'ms', lesson.answerMs);
      bench.note(`${name}: peak memory, all processes`, 'MB', lesson.peakMegabytes);
      bench.note(`${name}: peak memory, main process`, 'MB', lesson.mainPeakMegabytes);
      for (const ms of lesson.missesMs) bench.note('a count on a miss', 'ms', ms);
      for (const ms of lesson.hitsMs) bench.note('a count on a hit', 'ms', ms);
    }
  }
  bench.limit('first lesson: peak memory, all processes', 500);
  bench.limit('later lesson: peak memory, all processes', 350);
}
