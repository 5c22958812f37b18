import { expect } from 'vitest';
import { makeHome, nothingLeft } from './home.js';
import { run, test, tutorial } from './program.js';

test('load measures each variant, shows a bar meanwhile, and then compares them', async ({ home }) => {
  const terminal = tutorial(home, ['load', 'no-cache', 'cache', '--seconds', '1'], { columns: 80 });
  await terminal.until('loading no-cache');
  await terminal.until('loading cache');
  await terminal.until('requests answered per second');
  expect(await terminal.exit()).toEqual({ code: 0, signal: 0 });
  expect(terminal.text).toMatch(/cache +█+ +[\d ]+ {3}[\d ]+ times as many/);
  expect(terminal.text).not.toContain('loading');
  expect(terminal.cursorVisible).toBe(true);
  await nothingLeft(home);
});

test('Ctrl-C in the middle of a load ends it with 130, and leaves nothing', async ({ home }) => {
  const terminal = tutorial(home, ['load', 'cache', '--seconds', '60'], { columns: 40 });
  await terminal.until(/loading cache +█*░+ +\d+\.\d of 60 s/);
  terminal.press('ctrl-c');
  expect(await terminal.exit()).toEqual({ code: 130, signal: 0 });
  expect(terminal.cursorVisible).toBe(true);
  await nothingLeft(home);
});

test('--json prints the figures as they are documented', async ({ home }) => {
  const { code, stdout, stderr } = await run(home, [
    'load',
    'cache',
    '--seconds',
    '1',
    '--json',
    '--embedded',
  ]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const events = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string });
  expect(events.map(({ type }) => type)).toEqual(['lab', 'load']);
  expect(events[1]).toMatchObject({
    connections: 10,
    seconds: 1,
    results: [{ variant: 'cache', errors: 0 }],
  });
});

test.each([
  [['cach'], 'Did you mean cache?'],
  [['cache', 'cache'], 'name each variant once'],
  [['cache', '--seconds', '61'], 'a whole number from 1 to 60'],
  [['cache', '--connections', '0'], 'a whole number from 1 to 100'],
])('load %j is refused', async (args, message) => {
  const home = makeHome();
  const { code, stderr } = await run(home, ['load', ...args]);
  await home.remove();
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});
