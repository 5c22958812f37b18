import { chmodSync, chownSync, cpSync, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { makeHome } from '../home.mjs';
import { runTutorial } from '../running.mjs';
import { expectEnd } from './expect-end.mjs';

/** The system has no name for it. */
const nobodyKnown = 54_321;

/** Homes whose names are awkward, that can only be read, and that are not known. */
export async function tryHomes(soak) {
  const named = makeHome(soak.work, { name: 'Käthe’s home ☕ "of" $HOME & %20;#' });
  const commands = [['exercise', '1'], ['lesson', '5', '--plain'], ['report']];
  for (const args of soak.short ? commands.slice(1) : commands) {
    const result = await runTutorial(named, args);
    // The starter does not pass.
    const wanted = { code: args[0] === 'exercise' ? 1 : 0 };
    await expectEnd(soak, 'a home with spaces and other letters', named, result, wanted);
  }
  if (!existsSync(path.join(named.directory, 'cache-tutorial-lesson-5.html')))
    soak.failed('a home with spaces and other letters', 'there is no report');

  if (process.getuid?.() !== 0) {
    soak.notes.push(
      'left out: homes that can only be read or are not known, since only root can run as another user',
    );
    return;
  }
  await tryReadOnly(soak, named);
}

/** As a user who may read everything there, and write nothing. */
async function tryReadOnly(soak, { cacheDir }) {
  const user = nobodyKnown;
  // Whoever it is must come as far as the home.
  chmodSync(soak.work, 0o755);
  const home = makeHome(soak.work);
  const { CACHE_TUTORIAL_CACHE_DIR: _, ...env } = home.env;
  const unset = { ...home, env: { ...env, XDG_DATA_HOME: '', XDG_CONFIG_HOME: '' } };
  const cannot = (what) => new RegExp(`^cache-tutorial: ${what}[^\\n]*\\n$`);
  const trials = [
    [['list'], { code: 0 }],
    [['hint', '1'], { code: 3, says: cannot('Your progress could not be saved: EACCES') }],
    [['setup', '--embedded'], { code: 3, says: cannot('Your settings could not be saved: EACCES') }],
    [['exercise', '1'], { code: 3, says: cannot('The workspace [^\\n]* cannot be written \\(EACCES') }],
    [['lesson', '5', '--json'], { code: 3, says: cannot('Cannot write to [^\\n]*CACHE_TUTORIAL_CACHE_DIR') }],
  ];
  for (const [args, wanted] of trials) {
    const result = await runTutorial(unset, args, { user });
    await expectEnd(soak, 'a home that can only be read', home, result, wanted);
  }
  await tryUnknown(soak, unset, user);
  if (soak.short) return;

  const writable = path.join(home.directory, 'own-cache');
  cpSync(path.join(cacheDir, 'postgres'), path.join(writable, 'postgres'), { recursive: true });
  chownAll(writable, user);
  const place = { ...unset, cacheDir: writable };
  const result = await runTutorial(place, ['lesson', '5', '--json'], {
    user,
    env: { CACHE_TUTORIAL_CACHE_DIR: writable },
  });
  const says = cannot('Your progress could not be saved: EACCES');
  await expectEnd(soak, 'a home that can only be read, with a cache', place, result, { code: 3, says });
  if (!/"type":"end","ok":true/.test(result.stdout))
    soak.failed('a home that can only be read, with a cache', 'the end of the lesson is not told');
}

async function tryUnknown(soak, home, user) {
  const says = /^cache-tutorial: Your home directory is not known\. Set HOME [^\n]*\n$/;
  for (const HOME of [undefined, '', 'relative']) {
    const result = await runTutorial(home, ['list'], { user, env: { HOME }, cwd: home.directory });
    await expectEnd(soak, 'a home that nobody knows', home, result, { code: 3, says });
  }
}

function chownAll(directory, user) {
  for (const name of ['.', ...readdirSync(directory, { recursive: true })])
    chownSync(path.join(directory, name), user, user);
}
