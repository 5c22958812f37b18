import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, vi } from 'vitest';
import { findProgram } from '../src/lab/process/find-program.js';
import { packageRoot } from '../src/package-root.js';
import { type Home, nothingLeft } from './home.js';
import { play } from './play.js';
import { cli, openTerminal, run, start, test, tutorial } from './program.js';
import { processesOf } from './support/left-behind.js';

/** The fields of `running[]` and of its servers that the documentation lists. */
const documented = [
  ...readFileSync(path.join(packageRoot, 'docs/json.md'), 'utf8').matchAll(/^\| `(running\[\]\.[^`]*)` \|/gm),
].map(([, field]) => field);

interface Running {
  pid: number;
  command: string;
  path: string;
  databaseUrl: string;
  servers: { name: string; variant: string; url: string }[];
}

async function running(home: Home): Promise<Running[]> {
  const { code, stdout } = await run(home, ['status', '--json']);
  expect(code).toBe(0);
  return (JSON.parse(stdout) as { running: Running[] }).running;
}

/** Starts something, and waits until others can find it with all its servers. */
async function startFound(home: Home, args: readonly string[], servers: number): Promise<Running> {
  const { pid } = start(home, [process.execPath, cli, ...args]);
  const find = async () => (await running(home)).find((one) => one.pid === pid);
  await vi.waitUntil(async () => (await find())?.servers.length === servers, { timeout: 60_000 });
  const found = await find();
  if (!found) throw new Error(`${args.join(' ')} has ended.`);
  return found;
}

test('when nothing runs, status says how to start something, and the clients refuse with 3', async ({
  home,
}) => {
  const { code, stdout, stderr } = await run(home, ['status']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^ {2}Nothing runs\. `cache-tutorial lesson 1` starts a lesson/);
  expect((await run(home, ['status', '--json'])).stdout).toBe('{"running":[]}\n');
  for (const client of ['psql', 'redis-cli']) {
    const refused = await run(home, [client]);
    expect(refused).toMatchObject({ code: 3, stdout: '' });
    expect(refused.stderr).toMatch(
      new RegExp(`^cache-tutorial: Nothing runs that ${client} could be connected to: .*\\n$`),
    );
  }
});

test('a lesson can be found while it runs, and is gone with it', async ({ home }) => {
  const terminal = tutorial(home, ['lesson', '1']);
  await play(terminal, 'SELECT count(*)');
  const { stdout } = await run(home, ['status']);
  expect(stdout).toMatch(/^ {2}lesson 1 · No cache\n {2}no-cache · since \d\d:\d\d, for .* · process \d+\n/);
  const url = /curl '(http:.*)'/.exec(stdout)?.[1] ?? '';
  expect(await (await fetch(url)).json()).toMatchObject({ drink: 'latte' });
  expect((await running(home)).map(({ pid }) => pid)).toEqual([terminal.pid]);
  terminal.press('ctrl-c');
  await terminal.exit();
  expect(await running(home)).toEqual([]);
  await nothingLeft(home);
});

test('serve is found where its requests are seen', async ({ home }) => {
  const serving = start(home, [process.execPath, cli, 'serve', 'ttl', '--copies', '2', '--json']);
  await vi.waitUntil(() => serving.stdout().includes('"serving"'), { timeout: 60_000 });
  const [found] = await running(home);
  expect(found).toMatchObject({ command: 'serve ttl', servers: [{ variant: 'ttl' }, { name: 'B' }] });
  const own = Object.keys(found ?? {}).filter((field) => field !== 'servers');
  const fields = [...own, ...Object.keys(found?.servers[0] ?? {}).map((field) => `servers[].${field}`)];
  expect(fields.map((field) => `running[].${field}`).sort()).toEqual(documented.toSorted());
  await fetch(`${found?.servers[1]?.url}/orders/count?drink=mocha`);
  await vi.waitUntil(() => serving.stdout().includes('"type":"request"'), { timeout: 10_000 });
});

test('an exercise is found with both copies of the server, and what to ask them for', async ({ home }) => {
  const found = await startFound(home, ['exercise', '1', '--watch', '--plain'], 2);
  expect(found).toMatchObject({ command: 'exercise 1', path: '/orders/average?drink=latte' });
});

describe.skipIf(!findProgram(['psql']))('psql', () => {
  test('passes on what it is given and what it answers', async ({ home }) => {
    await startFound(home, ['serve', 'cache'], 1);
    const count = await run(home, [
      'psql',
      '-At',
      '-c',
      "SELECT count(*) > 1000 FROM orders WHERE drink = 'latte'",
    ]);
    expect(count).toEqual({ code: 0, signal: null, stdout: 't\n', stderr: '' });
    const failing = await run(home, ['psql', '-c', 'SELECT nothing']);
    expect(failing).toMatchObject({ code: 1, stdout: '' });
    expect(failing.stderr).toContain('column "nothing" does not exist');
    const piped = ['bash', '-c', 'echo "SELECT 6 * 7" | "$@"', 'bash', process.execPath, cli, 'psql', '-At'];
    expect((await start(home, piped).result).stdout).toBe('42\n');
    expect((await run(home, ['psql', '--version'])).stdout).toMatch(/^psql \(PostgreSQL\)/);
    expect((await run(home, ['psql', '--help'])).stdout).toMatch(/^Usage: cache-tutorial psql/);
  });

  test('Ctrl-C is its own, and the terminal is as before when it is left', async ({ home }) => {
    await startFound(home, ['serve', 'cache'], 1);
    const terminal = openTerminal(home, ['bash', '--norc', '--noprofile'], { env: { PS1: 'shell$ ' } });
    await terminal.until('shell$');
    const before = 'stty -a >before; ';
    terminal.type(
      `${before}${process.execPath} ${cli} psql; echo "code $?"; stty -a >after; cmp before after\r`,
    );
    await terminal.until('postgres=#');
    terminal.type('SELECT pg_sleep(0.5), 6 * 7;\r');
    terminal.press('ctrl-c');
    await terminal.until(() => terminal.lastLine === 'postgres=#');
    terminal.type('SELECT 1 +\r');
    await terminal.until('postgres-#');
    terminal.press('ctrl-c');
    await terminal.until(() => terminal.lastLine === 'postgres=#');
    terminal.type('SELECT 5 * 11 AS "it goes on";\r');
    await terminal.until(/it goes on.*\s-+\s+55\s/);
    terminal.type('\\q\r');
    await terminal.until('code 0');
    await terminal.until(() => terminal.lastLine === 'shell$');
    expect(terminal.text).not.toContain('differ');
  });

  test('SIGTERM ends it with us', async ({ home }) => {
    await startFound(home, ['serve', 'cache'], 1);
    const terminal = tutorial(home, ['psql']);
    await terminal.until('postgres=#');
    process.kill(terminal.pid, 'SIGTERM');
    expect(await terminal.exit()).toEqual({ code: 143, signal: 0 });
    await vi.waitFor(() =>
      expect(processesOf(home).filter(({ command }) => command.includes('psql'))).toEqual([]),
    );
  });

  test('where several run, the newest is opened and the others are named', async ({ home }) => {
    const first = await startFound(home, ['serve', 'cache'], 1);
    const second = await startFound(home, ['serve', 'ttl'], 1);
    const port = ({ databaseUrl }: Running) => new URL(databaseUrl).port;
    const newest = await run(home, ['psql', '-c', '\\conninfo']);
    expect(newest.stdout).toContain(`port "${port(second)}"`);
    expect(newest.stderr).toBe(
      `cache-tutorial: psql opens serve ttl, the newest. The others: --pid ${first.pid} (serve cache).\n`,
    );
    const other = await run(home, ['psql', '--pid', String(first.pid), '-c', '\\conninfo']);
    expect(other).toMatchObject({ code: 0, stderr: '' });
    expect(other.stdout).toContain(`port "${port(first)}"`);
    const nobody = await run(home, ['psql', '--pid', '1']);
    expect(nobody).toMatchObject({ code: 2, stdout: '' });
    expect(nobody.stderr).toMatch(
      /Process 1 runs nothing of the tutorial\. There are: \d+ \(serve ttl\), \d+/,
    );
  });
});

describe.skipIf(!findProgram(['redis-cli']))('redis-cli', () => {
  test.for([[], ['--embedded']])('is connected: serve %j', async (options, { home }) => {
    const { servers } = await startFound(home, ['serve', 'cache', ...options], 1);
    await fetch(`${servers[0]?.url}/orders/count?drink=latte`);
    const keys = await run(home, ['redis-cli', 'KEYS', '*']);
    expect(keys).toEqual({ code: 0, signal: null, stdout: 'orders:count:latte\n', stderr: '' });
  });
});

test('a client that is not installed is told of in one sentence; valkey-cli stands in for redis-cli', async ({
  home,
}) => {
  await startFound(home, ['serve', 'cache', '--embedded'], 1);
  const bin = path.join(home.directory, 'bin');
  mkdirSync(bin);
  for (const [client, packages] of [
    [
      'psql',
      /`apt install postgresql-client` \(Debian, Ubuntu\) or `brew install libpq.*type SQL at the > prompt/,
    ],
    [
      'redis-cli',
      /`apt install redis-tools` \(Debian, Ubuntu\) or `brew install redis`.*Redis commands at the >/,
    ],
  ] as const) {
    const { code, stdout, stderr } = await run(home, [client], { PATH: bin });
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toMatch(new RegExp(`^cache-tutorial: ${client} is not installed: .*\\n$`));
    expect(stderr).toMatch(packages);
  }
  symlinkSync(findProgram(['echo']) ?? '/bin/echo', path.join(bin, 'valkey-cli'));
  const standIn = await run(home, ['redis-cli', 'PING'], { PATH: bin });
  expect(standIn).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^-u redis:\/\/127\.0\.0\.1:\d+ PING\n$/),
  });
});
