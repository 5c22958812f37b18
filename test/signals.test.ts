import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import { nothingLeft } from './home.js';
import { moments } from './moments.js';
import { untilPrompt } from './play.js';
import { run, test, tutorial } from './program.js';

const all = Object.keys(moments) as (keyof typeof moments)[];

describe.each(all)('%s', (moment) => {
  for (const [signal, code] of [
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    test(`${signal} ends it with ${code}, and nothing is left`, async ({ home, fresh }) => {
      const place = moment === 'in mid-seed' ? fresh : home;
      const terminal = tutorial(place, ['lesson', '1']);
      await moments[moment](terminal, place);
      process.kill(terminal.pid, signal);
      expect(await terminal.exit()).toEqual({ code, signal: 0 });
      expect(terminal.cursorVisible).toBe(true);
      await nothingLeft(place);
    });
  }

  test('two SIGHUPs, as come when a terminal is closed, leave nothing', async ({ home, fresh }) => {
    const place = moment === 'in mid-seed' ? fresh : home;
    const terminal = tutorial(place, ['lesson', '1']);
    await moments[moment](terminal, place);
    process.kill(terminal.pid, 'SIGHUP');
    process.kill(terminal.pid, 'SIGHUP');
    await sleep(20);
    process.kill(terminal.pid, 'SIGHUP');
    expect(await terminal.exit()).toEqual({ code: 129, signal: 0 });
    await nothingLeft(place);
  });

  test('after SIGKILL nothing is left, and the next start works', async ({ home, fresh }) => {
    const place = moment === 'in mid-seed' ? fresh : home;
    const terminal = tutorial(place, ['lesson', '1']);
    await moments[moment](terminal, place);
    process.kill(terminal.pid, 'SIGKILL');
    expect(await terminal.exit()).toMatchObject({ signal: 9 });
    if (moment !== 'in mid-seed') await nothingLeft(place);
    // What was half made is found and removed by the next that makes it.
    const { code, stdout } = await run(place, ['verify', '2', '--only', 'lessons']);
    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^ok .*1 passed, 0 failed\n$/s),
    });
    await nothingLeft(place);
  });
});

test('a window that is closed takes everything with it', async ({ home }) => {
  const terminal = tutorial(home, ['lesson', '1']);
  await moments['at a prompt'](terminal);
  terminal.hangUp();
  await nothingLeft(home);
});

test('a second signal while it closes ends it at once, and nothing is left', async ({ home }) => {
  const terminal = tutorial(home, ['lesson', '1']);
  await moments['in mid-request'](terminal, home);
  process.kill(terminal.pid, 'SIGTERM');
  process.kill(terminal.pid, 'SIGINT');
  expect((await terminal.exit()).code).toBeGreaterThanOrEqual(130);
  await nothingLeft(home);
});

test('Ctrl-D at the first prompt ends it, also before the stores are open', async ({ home }) => {
  const terminal = tutorial(home, ['lesson', '2']);
  await untilPrompt(terminal);
  terminal.press('ctrl-d');
  expect(await terminal.exit()).toEqual({ code: 0, signal: 0 });
  await nothingLeft(home);
});
