import path from 'node:path';
import { cli } from '../../cli.mjs';
import { measureLesson, timeFirstAnswer } from '../lesson.mjs';
import { hasLocalStores, startLocalStores } from '../local-stores.mjs';

const lesson = [cli, 'lesson', '2', '--json'];
const ofLocalStores = (time) => `${time} start of local stores: until the first answer`;

/**
 * How long a first and a later lesson take until the first answer, and their memory; and how long a script takes that
 * starts the same app with a PostgreSQL, with the same rows, and a Redis of the machine.
 */
export async function measure(bench) {
  const rounds = bench.short ? 1 : 5;
  for (let round = 0; round < rounds; round++) {
    const inNewCache = (name) => ({
      ...bench.env,
      CACHE_TUTORIAL_CACHE_DIR: path.join(bench.work, `${name}-${round}`),
    });
    const [timed, watched] = [inNewCache('timed'), inNewCache('watched')];
    for (const time of ['first', 'later']) {
      const { readyMs, answerMs } = await timeFirstAnswer(lesson, timed);
      bench.note(`${time} lesson: until the lab is ready`, 'ms', readyMs);
      bench.note(`${time} lesson: until the first answer`, 'ms', answerMs);
      // Looking at the memory 20 times a second takes time from what is looked at, so that is another start.
      const whole = await measureLesson(lesson, watched);
      bench.note(`${time} lesson: peak memory, all processes`, 'MB', whole.peakMegabytes);
      bench.note(`${time} lesson: peak memory, main process`, 'MB', whole.mainPeakMegabytes);
      for (const ms of whole.missesMs) bench.note('a count on a miss', 'ms', ms);
      for (const ms of whole.hitsMs) bench.note('a count on a hit', 'ms', ms);
      if (hasLocalStores) {
        const ms = await startLocalStores(path.join(bench.work, `local-${round}`), bench.env);
        bench.note(ofLocalStores(time), 'ms', ms);
      }
    }
  }
  bench.limit('first lesson: peak memory, all processes', 500);
  bench.limit('later lesson: peak memory, all processes', 350);
  if (!hasLocalStores) {
    bench.leaveOut('the start of local stores, as initdb or redis-server is not on this machine');
    return;
  }
  bench.compare('first lesson: until the first answer', ofLocalStores('first'), { atMost: 1.5 });
  bench.compare('later lesson: until the first answer', ofLocalStores('later'), { atMost: 1, orAtMost: 700 });
}
