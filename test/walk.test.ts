import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { nothingLeft } from './home.js';
import { answer, play, untilPrompt } from './play.js';
import { run, test, tutorial } from './program.js';
import type { Terminal } from './terminal.js';

/** How often a text stands on the page. */
const times = (terminal: Terminal, text: string) => terminal.text.split(text).length - 1;

/** Types a line at the prompt of the playground and waits for what it shows. */
async function tryOut(terminal: Terminal, line: string, shown: string | RegExp): Promise<void> {
  await terminal.until(() => terminal.lastLine === '>');
  terminal.type(`${line}\r`);
  await terminal.until(shown);
}

for (const columns of [40, 80, 120]) {
  test(`every key serves in a terminal of ${columns} columns`, async ({ home }) => {
    const terminal = tutorial(home, ['lesson', '3'], { columns });
    await play(terminal, 'start ttl');

    await answer(terminal, 't');
    await terminal.until(/answered: 200 X-Cache: hit/);
    await untilPrompt(terminal);
    await answer(terminal, 'c');
    await terminal.until(/\+ +const cached = await/);
    await untilPrompt(terminal);
    await answer(terminal, 'd');
    await terminal.until(/server\/no-cache\.ts → server\/cache\.ts/);
    await untilPrompt(terminal);
    await answer(terminal, 'e');
    await terminal.until('There has been no question yet.');
    await untilPrompt(terminal);
    const requests = times(terminal, '{"drink":"latte"');
    await answer(terminal, 'r');
    await terminal.until(() => times(terminal, '{"drink":"latte"') > requests);
    await untilPrompt(terminal);
    await answer(terminal, '?');
    await terminal.until(/j +jump to a scene/);
    await untilPrompt(terminal);
    expect(terminal.lastLine).toMatch(/^Enter {2}start ttl/);

    await answer(terminal, 'j');
    await terminal.until('Which scene?');
    // A letter is no scene: it is the key of something else, and the list is left.
    await answer(terminal, 'b');
    await untilPrompt(terminal);
    expect(terminal.lastLine).toMatch(/^Enter {2}start ttl/);
    await answer(terminal, 'j');
    await terminal.until('1 to 6');
    await answer(terminal, '\x1b');
    await untilPrompt(terminal);
    expect(terminal.lastLine).toMatch(/^Enter {2}start ttl/);
    await answer(terminal, 'j');
    await terminal.until('Which scene?');
    await answer(terminal, '4');
    await terminal.until(/Scenes\s+1\s+to\s+3\s+have\s+been\s+replayed/);
    await terminal.until('Your answer?');
    await answer(terminal, 'e');
    await terminal.until(/Which\s+command\s+sets\s+the\s+end/);
    await untilPrompt(terminal);
    await answer(terminal, 'b');
    await terminal.until(/b is\s+right/);
    await untilPrompt(terminal);
    await answer(terminal, 'b');
    await terminal.until(() => times(terminal, '── 4 of 6 ──') + times(terminal, '── 3 of 6 ──') >= 2);
    await untilPrompt(terminal);
    await answer(terminal, 'q');
    expect(await terminal.exit()).toEqual({ code: 0, signal: 0 });
    await nothingLeft(home);
  });
}

test('what is tried out is shown, completed, and undone', async ({ home }) => {
  const terminal = tutorial(home, ['lesson', '3']);
  await play(terminal, 'start ttl');
  await answer(terminal, '>');
  await tryOut(terminal, 'SELECT 40 + 2 AS sum', /\b42\b/);
  await terminal.until(() => terminal.lastLine === '>');
  terminal.type('TTL orders:co\t');
  await terminal.until('> TTL orders:count:latte');
  terminal.type('\r');
  await terminal.until('(integer) -1');
  await tryOut(terminal, 'SELEC 1', "unknown command 'SELEC'");
  await tryOut(terminal, 'SELECT nothing FROM orders', 'ERROR: column "nothing" does not exist');
  await tryOut(terminal, '\\d', 'is a command of psql');
  await terminal.until(() => terminal.lastLine === '>');
  terminal.type('\r');
  await untilPrompt(terminal);
  // Looking and mistyping has changed nothing.
  expect(terminal.text).not.toContain('The stores are again');

  await answer(terminal, '>');
  await tryOut(terminal, 'POST /orders {"drink":"latte","size":"large"}', /\b201\b/);
  const refusal = 'PostgreSQL could not be read: relation "orders" does not exist';
  await tryOut(terminal, 'DROP TABLE orders', refusal);
  // What a request sets off is shown all the same.
  await tryOut(terminal, 'GET /orders/count?drink=mocha', /\b500\b/);
  await terminal.until(() => times(terminal, refusal) === 2);
  expect(terminal.text).toContain('ERROR: relation "orders" does not exist');
  await terminal.until(() => terminal.lastLine === '>');
  terminal.type('\r');
  await terminal.until('The stores are again as the lesson left them.');
  await untilPrompt(terminal);
  expect(terminal.lastLine).toMatch(/^Enter {2}start ttl/);
  await play(terminal, '3 of 6');
  expect(terminal.text).not.toContain('✘ expected');
  await answer(terminal, 'q');
  expect((await terminal.exit()).code).toBe(0);

  expect((await run(home, ['report', '--output', 'report.html'])).code).toBe(0);
  const report = readFileSync(path.join(home.directory, 'report.html'), 'utf8');
  const tried = [...report.matchAll(/<h3>([^<]*) <span class="tag">you tried this/g)].map(
    ([, title]) => title,
  );
  expect(tried).toEqual(['SQL', 'Redis', 'Redis', 'POST /orders', 'SQL', 'GET /orders/count?drink=mocha']);
});

test('a lesson that was left goes on at its scene, and begins anew with --from 1', async ({ home }) => {
  const first = tutorial(home, ['lesson', '1']);
  await play(first, '3 of ');
  await answer(first, '\r');
  await untilPrompt(first);
  first.type('\x03');
  expect((await first.exit()).code).toBe(130);

  const second = tutorial(home, ['lesson', '1']);
  await second.until('Scenes 1 to 2 have been replayed: the stores are as scene 3 needs them.');
  await second.until('── 3 of 6 ──');
  await untilPrompt(second);
  second.type('q');
  expect((await second.exit()).code).toBe(0);

  const third = tutorial(home, ['lesson', '1', '--from', '1']);
  await third.until('── 1 of 6 ──');
  await untilPrompt(third);
  expect(third.text).not.toContain('replayed');
  // The first request waits for Enter, here as at any other place that was gone to.
  expect(third.text).not.toContain('curl ');
  third.type('q');
  expect((await third.exit()).code).toBe(0);
  await nothingLeft(home);
});

test('a lesson is done when no scene was passed over, also in several sessions', async ({ home }) => {
  const lessonLine = async () => (await run(home, ['list'])).stdout.split('\n')[0];

  expect((await run(home, ['lesson', '1', '--from', '6', '--plain'])).code).toBe(0);
  expect((await run(home, ['lesson', '1', '--from', '6', '--json'])).code).toBe(0);
  expect(await lessonLine()).toMatch(/8 min$/);

  const last = tutorial(home, ['lesson', '1', '--from', '6']);
  expect((await last.exit()).code).toBe(0);
  expect(last.text).toMatch(/counts as done when no scene is passed over: the\s+next time .* at scene 1\./s);
  expect(await lessonLine()).toMatch(/stopped at scene 1 of 6$/);

  const first = tutorial(home, ['lesson', '1']);
  await play(first, '4 of 6');
  await answer(first, '\r');
  await untilPrompt(first);
  first.type('q');
  expect((await first.exit()).code).toBe(0);
  expect(await lessonLine()).toMatch(/stopped at scene 4 of 6$/);

  const second = tutorial(home, ['lesson', '1']);
  await play(second);
  expect((await second.exit()).code).toBe(0);
  expect(second.text).not.toContain('counts as done');
  expect(await lessonLine()).toMatch(/done \d{4}-\d\d-\d\d$/);
});
