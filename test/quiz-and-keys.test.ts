import { expect } from 'vitest';
import { nothingLeft } from './home.js';
import { answer, play, untilPrompt } from './play.js';
import { test, tutorial } from './program.js';

test('a wrong answer shows the right one and why, and the lesson goes on', async ({ home }) => {
  const terminal = tutorial(home, ['lesson', '2']);
  await untilPrompt(terminal);
  expect(terminal.text).toContain('b) All copies of the app share it');
  await answer(terminal, 'a');
  await terminal.until('✘ a is not right: the answer is b');
  await terminal.until(/asks\s+the\s+same\s+Redis/);
  await untilPrompt(terminal);
  expect(terminal.lastLine).toMatch(/^Enter {2}2 of \d+: A miss/);
  expect(terminal.text.indexOf('not right')).toBeGreaterThan(terminal.text.indexOf('c) It knows'));
});

test('arrows choose an answer and Enter takes it', async ({ home }) => {
  const terminal = tutorial(home, ['lesson', '2']);
  await untilPrompt(terminal);
  for (const [key, shown] of [
    ['down', /❯ a\) It is faster/],
    ['down', /❯ b\) All copies/],
    ['down', /❯ c\) It knows/],
    ['up', /❯ b\) All copies/],
  ] as const) {
    terminal.press(key);
    await terminal.until(() => shown.test(terminal.lastLine));
  }
  await answer(terminal, '\r');
  await terminal.until('✔ b is right');
});

test('Enter without a choice answers nothing', async ({ home }) => {
  const terminal = tutorial(home, ['lesson', '2']);
  await untilPrompt(terminal);
  terminal.press('enter');
  terminal.press('down');
  await terminal.until(() => terminal.lastLine.startsWith('❯ a)'));
  expect(terminal.text).not.toContain('is right');
});

test('? shows the keys and asks again', async ({ home }) => {
  const terminal = tutorial(home, ['lesson', '2']);
  await untilPrompt(terminal);
  terminal.type('?');
  await terminal.until(/Ctrl-C +stop, also in the middle of a step/);
  await untilPrompt(terminal);
  expect(terminal.lastLine).toContain('Your answer?');
});

for (const [name, key] of [
  ['q', 'q'],
  ['Ctrl-D', '\x04'],
] as const) {
  test(`${name} leaves the lesson: 0, nothing left, not noted as done`, async ({ home }) => {
    const terminal = tutorial(home, ['lesson', '1']);
    await play(terminal, '2 of ');
    terminal.type(key);
    expect(await terminal.exit()).toEqual({ code: 0, signal: 0 });
    expect(terminal.cursorVisible).toBe(true);
    await nothingLeft(home);
    const list = tutorial(home, ['list']);
    await list.exit();
    expect(list.text).toContain('no-cache');
    expect(list.text).not.toContain('done');
  });
}

test('a terminal made narrower and wider keeps one prompt', async ({ home }) => {
  const terminal = tutorial(home, ['lesson', '2'], { columns: 100 });
  await untilPrompt(terminal);
  for (const columns of [50, 120, 70]) {
    const seen = terminal.raw.length;
    terminal.resize(columns, 30);
    await terminal.until(() => terminal.raw.includes('Your answer?', seen));
  }
  expect(terminal.text.match(/Your answer\?/g)).toHaveLength(1);
});
