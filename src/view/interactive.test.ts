import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Bundle, bundlePlay, Pty } from './testing/pty.js';

let bundle: Bundle;
const open: Pty[] = [];

beforeAll(async () => {
  bundle = await bundlePlay();
});
afterAll(() => bundle.remove());
afterEach(() => {
  for (const terminal of open.splice(0)) terminal.close();
});

/** Plays a lesson of `testing/play.ts` in a terminal; says the terminal's modes when it has ended. */
function play(lesson: string, columns = 80): Pty {
  const script = 'node "$0" "$1"; code=$?; stty -a | grep -q " icanon.* echo " && echo restored; exit $code';
  const terminal = new Pty('sh', ['-c', script, bundle.file, lesson], columns);
  open.push(terminal);
  return terminal;
}

async function endsRestored(terminal: Pty, outcome: string, code: number): Promise<void> {
  expect(await terminal.exit()).toBe(code);
  await terminal.until('restored');
  expect(terminal.text()).toContain(`outcome: ${outcome}\n`);
  expect(terminal.cursorShown).toBe(true);
}

const stepPrompt = 'Enter  GET /orders/count?drink=latte';

test('a lesson waits for Enter at its steps and scenes, asks its question, and ends', async () => {
  const terminal = play('whole');
  await terminal.until(stepPrompt);
  expect(terminal.text()).not.toContain('curl');
  terminal.type('\r');
  await terminal.until('Enter  2 of 6: Second');
  expect(terminal.text()).toContain('curl');
  expect(terminal.text()).not.toContain(stepPrompt);
  terminal.type(' ');
  await terminal.until('Your answer?');
  terminal.type('b');
  await endsRestored(terminal, 'done', 0);
  expect(terminal.text()).toMatch(/✔ b is right/);
  expect(terminal.text()).not.toContain('Enter');
  expect(terminal.text()).not.toMatch(/\n\n\n/);
});

test('arrows choose an answer, and Enter alone does not', async () => {
  const terminal = play('whole');
  await terminal.until(stepPrompt);
  terminal.type('\r');
  await terminal.until('2 of 6');
  terminal.type('\r');
  await terminal.until('Your answer?');
  terminal.type('\r');
  terminal.type('\x1b[A');
  await terminal.until('❯ c) An error');
  terminal.type('\x1b[B');
  await terminal.until('❯ a) The new count');
  terminal.type('\r');
  await terminal.until('✘ a is not right: the answer is b');
});

test('what is typed while a step runs is dropped', async () => {
  const terminal = play('typeAhead');
  await terminal.until('a slow step');
  terminal.type('\r\r\rbbb');
  await terminal.until(stepPrompt);
  expect(terminal.text()).not.toMatch(/bbb/);
  terminal.type('\r\rb');
  await terminal.until('Your answer?');
  terminal.type('3');
  await terminal.until('✘ c is not right');
});

test('what is typed while the program is busy answers no question', async () => {
  const terminal = play('busy');
  await terminal.until('The first request');
  terminal.type('b');
  await terminal.until('Your answer?');
  terminal.type('c');
  await terminal.until('✘ c is not right');
});

test('a question mark shows the keys, and the prompt is still there', async () => {
  const terminal = play('whole');
  await terminal.until(stepPrompt);
  terminal.type('?');
  await terminal.until(/Ctrl-Z +suspend[\s\S]*Enter {2}GET/);
});

test.each([
  ['q', 'q'],
  ['Ctrl-D', '\x04'],
])('%s at a prompt quits', async (_, key) => {
  const terminal = play('whole');
  await terminal.until(stepPrompt);
  terminal.type(key);
  await endsRestored(terminal, 'quit', 0);
});

test('an expectation that does not hold makes the lesson fail', async () => {
  await endsRestored(play('failing'), 'failed', 0);
});

test('an error of the lesson is passed on, and the terminal is restored', async () => {
  await endsRestored(play('broken'), 'Error: the lab is gone', 130);
});

test('Ctrl-C at a prompt interrupts', async () => {
  const terminal = play('whole');
  await terminal.until(stepPrompt);
  terminal.type('\x03');
  await endsRestored(terminal, 'interrupted', 130);
  expect(terminal.text()).not.toContain('Enter');
});

test('Ctrl-C while a step hangs interrupts, and the spinner is gone', async () => {
  const terminal = play('stuck');
  await terminal.until('a step that hangs');
  terminal.type('\x03');
  await endsRestored(terminal, 'interrupted', 130);
  expect(terminal.text()).not.toContain('a step that hangs');
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('%s from outside interrupts', async (signal) => {
  const terminal = new Pty(process.execPath, [bundle.file, 'stuck']);
  open.push(terminal);
  await terminal.until('a step that hangs');
  terminal.signal(signal);
  expect(await terminal.exit()).toBe(130);
  await terminal.until('outcome: interrupted');
  expect(terminal.cursorShown).toBe(true);
});

test('Ctrl-Z gives the terminal to the shell, and fg comes back to the prompt', async () => {
  const terminal = new Pty('bash', ['--norc', '--noprofile', '-i']);
  open.push(terminal);
  terminal.type(`PS1='shell> '; node ${bundle.file} whole\r`);
  await terminal.until(stepPrompt);
  terminal.type('\x1a');
  await terminal.until(/Stopped[\s\S]*shell>$/);
  expect(terminal.text()).not.toContain('Enter');
  expect(terminal.cursorShown).toBe(true);
  terminal.type('stty -a | grep -c " icanon.* echo "\r');
  await terminal.until(/\n1\nshell>$/);
  terminal.type('fg\r');
  await terminal.until(stepPrompt);
  terminal.type('xyz\r');
  await terminal.until('Enter  2 of 6');
  expect(terminal.text()).not.toContain('xyz');
  terminal.type('q');
  await terminal.until('outcome: quit');
  terminal.type('exit\r');
  await terminal.exit();
});

test('a bar is drawn in place', async () => {
  const terminal = play('counting');
  await terminal.until('4.0 s left');
  expect(terminal.text().match(/s left/g)).toHaveLength(1);
  expect(terminal.text()).not.toContain('preparing');
});

test('a narrower terminal leaves no rest of the live line', async () => {
  const terminal = play('whole', 100);
  await terminal.until(stepPrompt);
  const before = terminal.raw.length;
  terminal.resize(40);
  // The terminal cuts the line at once; only what the program writes shows that it knows of the width.
  await terminal.poll(() => terminal.raw.slice(before).includes('latte'), 'the live line again');
  await terminal.until(/Enter {2}GET \/orders\/count\?drink=latte\n.*0 %$/);
  expect(terminal.text().match(/Enter/g)).toHaveLength(1);
  terminal.type('\r');
  await terminal.until('you ← server');
});
