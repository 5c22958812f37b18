import { mkdirSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeHome } from '../home.mjs';
import { doneBefore, lostProgress, writeProgress } from '../kills/progress.mjs';
import { runTutorial } from '../running.mjs';
import { canMount, withDisk } from './disk.mjs';
import { expectEnd } from './expect-end.mjs';

const advice = /No space left|ENOSPC|no space left/;

/** A disk too small for the shop's data, for a copy of them, and for what a learner has done. */
export async function tryFullDisks(soak) {
  if (!(await canMount(soak.work))) {
    soak.notes.push('left out: full disks, since none can be mounted here');
    return;
  }
  // The data take 50 to 60 MB, and a session's copy as much.
  for (const megabytes of soak.short ? [80] : [5, 30, 80]) {
    const home = makeHome(soak.work);
    await withDisk(home.cacheDir, megabytes, async () => {
      const result = await runTutorial(home, ['lesson', '5', '--json']);
      const says =
        /^cache-tutorial: Cannot [^\n]*Free 200 MB there, or set CACHE_TUTORIAL_CACHE_DIR[^\n]*\n$/;
      await expectEnd(soak, 'full disk: the cache directory', home, result, { code: 3, says });
      if (!advice.test(result.stderr)) soak.failed('full disk: the cache directory', result.stderr);
    });
  }
  const home = makeHome(soak.work);
  await withDisk(home.env.XDG_DATA_HOME, 1, async () => {
    mkdirSync(path.join(home.env.XDG_DATA_HOME, 'cache-tutorial'));
    writeProgress(home, doneBefore);
    fill(home.env.XDG_DATA_HOME);
    const commands = [['hint', '2'], ...(soak.short ? [] : [['lesson', '5', '--plain']])];
    for (const args of commands) {
      const result = await runTutorial(home, args);
      const says = /^(cache-tutorial: [^\n]*ENOSPC[^\n]*\n)+$/;
      await expectEnd(soak, 'full disk: the data directory', home, result, { code: 3, says });
      for (const lost of lostProgress(home, {})) soak.failed(`full disk: ${args.join(' ')}`, lost);
    }
  });
}

function fill(directory) {
  for (let number = 0; statfsSync(directory).bavail > 0; number++) {
    try {
      writeFileSync(path.join(directory, `filler-${number}`), Buffer.alloc(4096));
    } catch {
      return;
    }
  }
}
