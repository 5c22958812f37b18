// Takes the screens of the README anew, docs/screens/*.svg: plays the built program in a pseudo-terminal and writes
// what stands there as text in an SVG. Needs dist/ (npm run build).
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Recorder } from './screens/recorder.mjs';
import { svgOf } from './screens/svg.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const cli = path.join(root, 'dist/src/cli.cjs');
const screens = path.join(root, 'docs/screens');
const home = mkdtempSync(path.join(tmpdir(), 'cache-tutorial-screens-'));
const env = {
  PATH: process.env.PATH,
  HOME: home,
  XDG_DATA_HOME: path.join(home, 'data'),
  CACHE_TUTORIAL_CACHE_DIR: path.join(home, 'cache'),
  LANG: 'C.UTF-8',
  TERM: 'xterm-256color',
};

/** Presses Enter, and answers questions with `a`, until the prompt says what is wanted. */
async function playTo(recorder, wanted) {
  for (;;) {
    const prompt = await recorder.until(/^ {2}(Enter {2}|❯ Your answer).*$/m);
    if (prompt.includes(wanted)) return;
    recorder.press(prompt.includes('Your answer') ? 'a' : '\r');
    await recorder.until(() => !recorder.text.includes(prompt));
  }
}

/** By the name of the file: what to run, how to get to the screen, and how many of its last lines to show. */
const scenes = {
  lesson: {
    args: ['lesson', '2', '--embedded'],
    lines: 36,
    async reach(recorder) {
      await playTo(recorder, 'GET orders:count:latte');
    },
  },
  stale: {
    args: ['lesson', '3', '--embedded'],
    lines: 23,
    async reach(recorder) {
      await playTo(recorder, 'start ttl');
      recorder.press('>');
      await recorder.until(/^ {2}> *$/m);
      recorder.press('GET /orders/count?drink=latte\r');
      await recorder.until(/behind\)\s+>\s*$/);
    },
  },
  home: {
    args: [],
    lines: 18,
    async reach(recorder) {
      await recorder.until('type to search');
    },
  },
};

try {
  mkdirSync(screens, { recursive: true });
  for (const [name, { args, lines, reach }] of Object.entries(scenes)) {
    const recorder = new Recorder([cli, ...args], env);
    try {
      await reach(recorder);
      writeFileSync(path.join(screens, `${name}.svg`), svgOf(recorder.lastLines(lines)));
    } finally {
      await recorder.end();
    }
    process.stdout.write(`docs/screens/${name}.svg\n`);
  }
} finally {
  rmSync(home, { recursive: true, force: true, maxRetries: 3 });
}
