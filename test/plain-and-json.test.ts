import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { expect } from 'vitest';
import { packageRoot } from '../src/package-root.js';
import { nothingLeft } from './home.js';
import { cli, run, start, test } from './program.js';

const startOfEscape = '\x1b';

test('--plain shows the answers, asks nothing and writes no escapes', async ({ home }) => {
  const { code, stdout, stderr } = await run(home, ['lesson', '2', '--plain'], { FORCE_COLOR: '1' });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).not.toContain(startOfEscape);
  expect(stdout).not.toContain('\r');
  expect(stdout.match(/^ {2}Answer: [a-c]$/gm)).toHaveLength(3);
  expect(stdout).not.toContain('✘ the');
  for (const line of stdout.split('\n').filter((text) => !text.includes('://'))) {
    expect(line.length, line).toBeLessThanOrEqual(80);
  }
  await nothingLeft(home);
});

test('a lesson by its id, without a terminal, is plain by itself', async ({ home }) => {
  const { code, stdout } = await run(home, ['lesson', 'cache']);
  expect(code).toBe(0);
  expect(stdout).not.toContain(startOfEscape);
  expect(stdout).toMatch(/the end: all \d+ expectations held$/m);
});

test('--json prints objects of the documented types, the end last', async ({ home }) => {
  const { code, stdout, stderr } = await run(home, ['lesson', '2', '--json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const events = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string; ok?: boolean });
  const page = readFileSync(path.join(packageRoot, 'docs/json.md'), 'utf8');
  const documented = [...page.matchAll(/^## `(\w+)`/gm)].map(([, type]) => type);
  expect(documented).toEqual(expect.arrayContaining([...new Set(events.map(({ type }) => type))]));
  expect(events[0]).toMatchObject({ type: 'lesson', number: 2, id: 'cache' });
  expect(events.at(-1)).toMatchObject({ type: 'end', ok: true, failed: 0 });
  expect(events.filter(({ type }) => type === 'end')).toHaveLength(1);
  expect(new Set(events.map(({ type }) => type))).toContain('chart');
});

for (const option of ['--plain', '--json']) {
  test(`${option} into a pipe whose reader goes away ends quietly, with nothing left`, async ({ home }) => {
    const script = `"$@" lesson 2 ${option} | head -1; echo "code \${PIPESTATUS[0]}"`;
    const { stdout, stderr } = await start(home, ['bash', '-c', script, 'bash', process.execPath, cli])
      .result;
    expect(stderr).toBe('');
    expect(stdout).toMatch(/\ncode 0\n$/);
    await nothingLeft(home);
  });
}

test.for([['list'], ['list', '--json'], ['--help'], ['lesson', '--help'], []])(
  '%j without a reader ends quietly',
  async (args, { home }) => {
    const child = spawn(process.execPath, [cli, ...args], {
      env: home.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    const errors = await text(child.stderr);
    expect(errors).toBe('');
  },
);
