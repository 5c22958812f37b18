import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { packageRoot } from '../src/package-root.js';
import type { Finding } from '../src/view/doctor.js';
import { type Home, makeHome, nothingLeft } from './home.js';
import { cli, type Result, run, start, test, tutorial } from './program.js';

const secrets = ['geheim-a', 'geheim-b', 'geheim-c', 'geheim-d', 'geheim-e', 'geheim-f'];

function findingsOf({ stdout }: Result): Record<string, Finding> {
  const { findings } = JSON.parse(stdout) as { findings: Finding[] };
  return Object.fromEntries(findings.map((finding) => [finding.id, finding]));
}

function saveSettings(home: Home, settings: unknown, mode = 0o600): void {
  const directory = path.join(home.directory, 'config/cache-tutorial');
  mkdirSync(directory, { recursive: true });
  writeFileSync(path.join(directory, 'config.json'), JSON.stringify(settings), { mode });
}

test('where a lesson can run it ends with 0, and leaves nothing behind', async ({ home }) => {
  const result = await run(home, ['doctor']);
  expect(result).toMatchObject({ code: 0, signal: null, stderr: '' });
  expect(result.stdout).toMatch(/✔ Node +\d+\.\d+\.\d+ on \S+ \S+, cache-tutorial \d/);
  expect(result.stdout).toMatch(
    /✔ Cache +~\/cache, \d+ MB, (with the data of the shop|the first lesson makes the data)/,
  );
  expect(result.stdout).toMatch(/✔ Embedded +PostgreSQL [\d.]+ and Redis [\d.]+, ready and asked in \d/);
  expect(result.stdout).not.toContain('✘');
  // Who shows this to others need not show their name.
  expect(result.stdout).not.toContain(home.directory);
  await nothingLeft(home);
});

test('JSON has the fields that docs/json.md lists, and no others', async ({ home }) => {
  const page = readFileSync(path.join(packageRoot, 'docs/json.md'), 'utf8');
  const section = page.slice(page.indexOf('`doctor --json`\n'));
  const listed = [...section.matchAll(/^\| `([^`]+)` \|/gm)].map(([, field]) => field);
  const { stdout } = await run(home, ['doctor', '--json']);
  const report = JSON.parse(stdout) as { ok: boolean; findings: Finding[] };
  const found = ['ok', ...Object.keys(report.findings[0] ?? {}).map((key) => `findings[].${key}`)];
  expect([...listed].sort()).toEqual(found.sort());
  expect(report.ok).toBe(true);
});

test.each([40, 80, 120])('in a terminal of %i columns no line is wrapped', async (columns) => {
  const home = makeHome();
  try {
    const terminal = tutorial(home, ['doctor'], { columns });
    expect(await terminal.exit()).toEqual({ code: 0, signal: 0 });
    expect(terminal.lines.filter(({ wrapped }) => wrapped)).toEqual([]);
    expect(terminal.cursorVisible).toBe(true);
  } finally {
    await home.remove();
  }
});

test('what keeps a lesson from running makes it end with 3, and says what to do', async ({ home }) => {
  const file = path.join(home.directory, 'a-file');
  writeFileSync(file, '');
  saveSettings(home, { version: 1, postgres: { url: 'postgres://anna@127.0.0.1:1/shop' } }, 0o644);
  const result = await run(home, ['doctor', '--json'], { CACHE_TUTORIAL_CACHE_DIR: file });
  expect(result.code).toBe(3);
  const { cache, embedded, postgres, settings } = findingsOf(result);
  expect(cache).toMatchObject({ status: 'failed', fix: expect.stringContaining('CACHE_TUTORIAL_CACHE_DIR') });
  expect(embedded).toMatchObject({ status: 'failed', fix: expect.anything() });
  expect(postgres).toMatchObject({
    status: 'failed',
    found: expect.stringContaining('anna@127.0.0.1:1/shop'),
    fix: expect.stringContaining('Nobody listens at 127.0.0.1:1'),
  });
  expect(settings).toMatchObject({
    status: 'note',
    fix: 'chmod 600 ~/config/cache-tutorial/config.json',
  });
});

test('settings that are damaged are said', async ({ home }) => {
  saveSettings(home, []);
  const { settings } = findingsOf(await run(home, ['doctor', '--json']));
  expect(settings).toMatchObject({ status: 'failed', fix: expect.stringContaining('cache-tutorial setup') });
});

test.each([
  ['postgres://anna:geheim-a@127.0.0.1:1/shop', 'redis://:geheim-b@127.0.0.1:1'],
  ['postgres://anna@127.0.0.1:1/shop?password=geheim-a', 'redis://anna:geheim-b@127.0.0.1:1/5'],
  ['postgres://anna:geheim-a/x@127.0.0.1:1/shop', 'valkeys://geheim:geheim-b@127.0.0.1:1'],
  ['geheim-a', 'rediss://:geheim-b@127.0.0.1:port'],
])('no password is told: %s and %s', async (postgres, redis) => {
  const home = makeHome();
  try {
    saveSettings(home, {
      version: 1,
      postgres: { url: postgres.replace('geheim-a', 'geheim-c') },
      redis: { url: redis.replace('geheim-b', 'geheim-d') },
    });
    const fromEnvironment = {
      CACHE_TUTORIAL_POSTGRES_URL: postgres,
      CACHE_TUTORIAL_REDIS_URL: redis,
      CACHE_TUTORIAL_POSTGRES_PASSWORD: 'geheim-e',
      CACHE_TUTORIAL_REDIS_PASSWORD: 'geheim-f',
    };
    for (const env of [{}, fromEnvironment]) {
      for (const args of [
        ['doctor', '--debug'],
        ['doctor', '--json'],
        ['setup', '--show'],
      ]) {
        const { stdout, stderr } = await run(home, args, env);
        for (const secret of secrets) expect(stdout + stderr).not.toContain(secret);
      }
    }
  } finally {
    await home.remove();
  }
});

test('Ctrl-C ends it while the stores are being opened, and nothing is left', async ({ fresh }) => {
  const program = start(fresh, [process.execPath, cli, 'doctor']);
  await expect.poll(() => program.stdout(), { timeout: 30_000 }).toContain('avn');
  process.kill(program.pid, 'SIGINT');
  expect(await program.result).toMatchObject({ code: 130 });
  await nothingLeft(fresh);
});
