import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, vi } from 'vitest';
import { packageRoot } from '../src/package-root.js';
import { type Home, nothingLeft } from './home.js';
import { cli, openTerminal, start, test, tutorial } from './program.js';
import type { Terminal } from './terminal.js';

const workspace = 'cache-tutorial-exercises/01-no-cache';
const solution = readFileSync(path.join(packageRoot, 'lessons/01-no-cache/solution.ts'), 'utf8');
const serverIn = (home: Home) => path.join(home.directory, workspace, 'server.ts');

function save(home: Home, text: string): void {
  mkdirSync(path.dirname(serverIn(home)), { recursive: true });
  writeFileSync(serverIn(home), text);
}

/** A server that never listens, so that its attempt goes on until it is ended. */
const neverReady = 'setInterval(() => {}, 1000);\n';

const count = (text: string, what: RegExp) => [...text.matchAll(what)].length;
const waits = (terminal: Terminal) => terminal.lastLine.startsWith('watching for saves');

/** Waits for the verdict of the attempt of this number. */
async function verdict(terminal: Terminal, number: number): Promise<void> {
  const verdicts = () => count(terminal.text, /^ {2}[✘✔] .*, in [\d.]+ m?s$/gm);
  await terminal.until(() => verdicts() === number && waits(terminal));
}

/** Presses a key until the page says so. A prompt listens a moment after it is drawn; a busy machine makes it longer. */
async function press(terminal: Terminal, key: string, says: RegExp): Promise<void> {
  const before = count(terminal.text, says);
  const said = () => count(terminal.text, says) > before;
  do terminal.type(key);
  while (!(await terminal.becomes(() => said() || terminal.hasEnded, 3_000)));
  if (!said()) throw new Error(`${key} did not lead to ${says}. The screen:\n${terminal.text}`);
}

/** Resolves with the exit code. */
async function quit(terminal: Terminal): Promise<number> {
  do terminal.type('q');
  while (!(await terminal.becomes(() => terminal.hasEnded, 3_000)));
  return (await terminal.exit()).code;
}

test('an exercise in a terminal: red, a hint, saved and green, the solution, a reset, and red again', async ({
  home,
}) => {
  const terminal = tutorial(home, ['exercise', '1', '--watch'], { rows: 60 });
  await verdict(terminal, 1);
  expect(terminal.text).toContain('✘ the route is not written yet');
  expect(terminal.text).toMatch(/copy A {2}http:\/\/127\.0\.0\.1:\d+/);

  await press(terminal, 'h', /Hint 1 of 4/g);
  await press(terminal, 'h', /Hint 2 of 4/g);
  await press(terminal, 's', /You have not passed yet\./g);
  expect(terminal.text).not.toContain('--- server.ts');
  await press(terminal, '?', /put the starter back; your file is kept/g);

  const starter = readFileSync(serverIn(home), 'utf8');
  const mine = `${starter.slice(0, starter.indexOf('*/') + 2)}\n\n// mine\n${solution}`;
  writeFileSync(`${serverIn(home)}.tmp`, mine);
  renameSync(`${serverIn(home)}.tmp`, serverIn(home));
  await verdict(terminal, 2);
  expect(terminal.text).toMatch(/✔ all \d+ checks passed/);
  expect(terminal.text).toContain('Next is lesson 2, A cache: cache-tutorial lesson 2');

  await press(terminal, 's', /--- server\.ts/g);
  expect(terminal.text).toContain('-// mine');
  await press(terminal, 'r', /Press r again/g);
  expect(readFileSync(serverIn(home), 'utf8')).toBe(mine);
  await press(terminal, 'r', /is kept in/g);
  await verdict(terminal, 3);
  expect(readFileSync(serverIn(home), 'utf8')).toBe(starter);

  await press(terminal, '\r', /Exercise 1 {2}seed/g);
  await verdict(terminal, 4);
  expect(await quit(terminal)).toBe(1);
  expect(terminal.cursorVisible).toBe(true);
  expect(terminal.text).not.toMatch(/^ *(⠋|watching for saves)/m);
  await nothingLeft(home);

  const files = readdirSync(path.join(home.directory, workspace));
  const kept = files.filter((name) => name.startsWith('server.before-reset-'));
  expect(kept).toHaveLength(1);
  expect(readFileSync(path.join(home.directory, workspace, kept[0] ?? ''), 'utf8')).toBe(mine);
  const made = ['README.md', 'node_modules', 'package.json', 'server.ts', 'tsconfig.json'];
  expect(files.filter((name) => !kept.includes(name)).sort()).toEqual(made);
});

test('quitting after a pass is a success', async ({ home }) => {
  save(home, solution);
  const terminal = tutorial(home, ['exercise', '1', '--watch']);
  await verdict(terminal, 1);
  expect(await quit(terminal)).toBe(0);
  await nothingLeft(home);
});

test('a save during an attempt gives it up; the next one is of what was saved', async ({ home }) => {
  save(home, neverReady);
  const terminal = tutorial(home, ['exercise', '1', '--watch']);
  await terminal.until('starting your server');
  for (const text of ['', 'still no server', solution]) {
    save(home, text);
    await vi.waitUntil(() => readFileSync(serverIn(home), 'utf8') === text);
  }
  await terminal.until('stopped, since server.ts was saved');
  await verdict(terminal, 1);
  expect(terminal.text).toMatch(/✔ all \d+ checks passed/);
  expect(await quit(terminal)).toBe(0);
  await nothingLeft(home);
});

test('keys in the midst of an attempt', async ({ home }) => {
  save(home, neverReady);
  const terminal = tutorial(home, ['exercise', '1', '--watch']);
  await terminal.until('starting your server');
  await press(terminal, 'h', /Hint 1 of 4/g);
  await press(terminal, '\r', /stopped$/gm);
  await terminal.until(() => count(terminal.text, /Exercise 1 {2}seed/g) === 2);
  expect(await quit(terminal)).toBe(1);
  await nothingLeft(home);
});

const places = [
  { where: 'in mid-attempt', server: neverReady, reached: (one: Terminal) => one.text.includes('starting') },
  { where: 'while saves are waited for', server: 'nothing that compiles (', reached: waits },
];

test.for(places)('Ctrl-C $where leaves nothing', async ({ server, reached }, { home }) => {
  save(home, server);
  const terminal = openTerminal(home, ['bash', '--norc', '--noprofile'], { env: { PS1: 'shell$ ' } });
  await terminal.until('shell$');
  const line = `${process.execPath} ${cli} exercise 1 --watch`;
  terminal.type(`stty -a >before; ${line}; echo "code $?"; stty -a >after; echo all" done"\r`);
  await terminal.until(() => reached(terminal));
  terminal.press('ctrl-c');
  await terminal.until('all done');
  expect(terminal.text).toMatch(/^code 130$/m);
  const [before, after] = ['before', 'after'].map((name) =>
    readFileSync(path.join(home.directory, name), 'utf8'),
  );
  expect(after).toBe(before);
  expect(terminal.cursorVisible).toBe(true);
  terminal.type('exit\r');
  await terminal.exit();
  await nothingLeft(home);
});

test('without a terminal it watches all the same, and ends by a signal', async ({ home }) => {
  save(home, 'nothing that compiles (');
  const watching = start(home, [process.execPath, cli, 'exercise', '1', '--watch']);
  await vi.waitUntil(() => watching.stdout().includes('nothing could be checked'), { timeout: 60_000 });
  save(home, solution);
  await vi.waitUntil(() => /all \d+ checks passed/.test(watching.stdout()), { timeout: 60_000 });
  process.kill(watching.pid, 'SIGINT');
  expect(await watching.result).toMatchObject({ code: 130, stderr: '' });
  expect(watching.stdout()).not.toContain('\x1b');
  await nothingLeft(home);
});

test('a workspace that goes is said in one sentence', async ({ home }) => {
  save(home, solution);
  const terminal = tutorial(home, ['exercise', '1', '--watch']);
  await verdict(terminal, 1);
  rmSync(path.join(home.directory, workspace), { recursive: true });
  expect(await terminal.exit()).toEqual({ code: 3, signal: 0 });
  expect(terminal.text.replace(/\s+/g, ' ')).toContain('cannot be read');
  await nothingLeft(home);
});

test.for([40, 80])(
  'at %i columns no line passes the edge but those to be pasted',
  async (columns, { home }) => {
    const terminal = tutorial(home, ['exercise', '1', '--watch'], { columns, rows: 30 });
    await terminal.until(() => waits(terminal));
    await press(terminal, 'h', /Hint 1 of 4/g);
    await press(terminal, '?', /Ctrl-C/g);
    expect(await quit(terminal)).toBe(1);
    const tooWide = terminal.lines.filter(({ text, wrapped }) => wrapped && !/:\/\//.test(text));
    expect(tooWide).toEqual([]);
  },
);
