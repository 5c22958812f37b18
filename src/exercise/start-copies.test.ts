import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { livingProcesses } from '../../test/support/living-processes.js';
import type { Program } from '../lab/lab.js';
import { commandProgram } from './program.js';
import { startCopies } from './start-copies.js';
import { openTestLab, type TestLab } from './testing/lab.js';

let bench: TestLab;
beforeAll(async () => {
  bench = await openTestLab({ embedded: true });
});
afterEach(() => bench.lab.stopServers());
afterAll(() => bench.close());

const { signal } = new AbortController();
const start = (program: Program, limitMs?: number) =>
  startCopies(bench.lab, program, { CACHE_TTL_SECONDS: '2' }, { signal, ...(limitMs && { limitMs }) });

const answering = `import { createServer } from 'node:http';
createServer((_, response) => response.end(JSON.stringify(process.env))).listen(process.env.PORT);`;

test('two copies listen, and know where everything is', async () => {
  const copies = await start(bench.server('good.ts', answering));
  if ('problem' in copies) throw new Error(copies.problem);
  expect(copies.map(({ name }) => name)).toEqual(['A', 'B']);
  const environments = await Promise.all(
    copies.map(async ({ url }) => (await (await fetch(url)).json()) as Record<string, string>),
  );
  for (const [index, env] of environments.entries()) {
    expect(env.PORT).toBe(String(copies[index]?.port));
    expect(env.CACHE_TTL_SECONDS).toBe('2');
    expect(env.DATABASE_URL).toMatch(/^postgresql:\/\/postgres@127\.0\.0\.1:\d+\/postgres$/);
    expect(env.REDIS_URL).toMatch(/^redis:\/\/127\.0\.0\.1:\d+$/);
  }
  expect(environments[0]?.DATABASE_URL).not.toBe(environments[1]?.DATABASE_URL);

  const again = await start(bench.server('good.ts', answering));
  if ('problem' in again) throw new Error(again.problem);
  expect(again.map(({ port }) => port)).toEqual(copies.map(({ port }) => port));
});

test('copies come from processes that were got ready; without any, they are started', async () => {
  const program = bench.server('good.ts', answering);
  const spares = () => livingProcesses({ command: `spare-main.js ${program.cwd}` });
  await Promise.all([bench.lab.prepare(program, 2), bench.lab.prepare(program, 2)]);
  const ready = spares();
  expect(ready).toHaveLength(2);
  const copies = await start(program);
  if ('problem' in copies) throw new Error(copies.problem);
  expect(copies.map(({ pid }) => pid).sort()).toEqual(ready.sort());
  for (const { url, port } of copies) {
    const env = (await (await fetch(url)).json()) as Record<string, string>;
    expect(env).toMatchObject({ PORT: String(port), CACHE_TTL_SECONDS: '2' });
    expect(env.DATABASE_URL).not.toContain(`:${bench.lab.postgres.port}/`);
  }
  const again = await start(program);
  if ('problem' in again) throw new Error(again.problem);
  expect(spares()).toEqual([]);
});

test('a command line is read by a shell, which knows PORT', async () => {
  const { cwd } = bench.server('by-argument.mjs', answering.replace('process.env.PORT', 'process.argv[2]'));
  const copies = await start(commandProgram('node by-argument.mjs $PORT', cwd));
  expect(copies).toMatchObject([{ name: 'A' }, { name: 'B' }]);
});

test('when a port has been taken meanwhile, others are chosen, however late it would be noticed', async () => {
  const first = await start(bench.server('good.ts', answering));
  if ('problem' in first) throw new Error(first.problem);
  await Promise.all(first.map((copy) => copy.kill()));
  const stranger = createServer();
  await new Promise<void>((resolve) => stranger.listen(first[0]?.port, resolve));
  const slow = `await new Promise((resolve) => setTimeout(resolve, 3500));\n${answering}`;
  const second = await start(bench.server('slow.ts', slow));
  if ('problem' in second) throw new Error(second.problem);
  expect(second.map(({ port }) => port)).not.toContain(first[0]?.port);
  expect(second[1]?.port).toBe(first[1]?.port);
  await new Promise((resolve) => stranger.close(resolve));
});

test.each([
  {
    what: 'a syntax error',
    source: 'const x = ;',
    problem: /there is a syntax error in server\.ts, line 1/,
    output: /Unexpected/,
  },
  {
    what: 'a missing package',
    source: `import 'left-pad-of-mine';`,
    problem: /imports `left-pad-of-mine`/,
    output: /ERR_MODULE_NOT_FOUND/,
  },
  {
    what: 'a missing file',
    source: `import './routes.js';`,
    problem: /imports `.*routes\.js`/,
    output: /ERR_MODULE_NOT_FOUND/,
  },
  {
    what: 'an early end',
    source: `console.error('no configuration'); process.exit(3);`,
    problem: /ended \(exit code 3\)/,
    output: /no configuration/,
  },
  { what: 'nothing to do', source: 'export {};', problem: /ended by itself/, output: /^$/ },
  {
    what: 'no listening',
    source: `console.error('Error: no configuration'); setInterval(() => {}, 1000);`,
    limitMs: 2500,
    problem: /printed an error, and did not listen on port \d+ within/,
    output: /no configuration/,
  },
  {
    what: 'no database',
    source: `import pg from 'pg'; await new pg.Client('postgres://127.0.0.1:5432/shop').connect();`,
    problem: /looks for PostgreSQL on port 5432/,
    output: /ECONNREFUSED/,
  },
])('$what is told, with the output', async ({ source, limitMs, problem, output }) => {
  const program = bench.server('server.ts', source);
  expect(await start(program, limitMs)).toMatchObject({
    problem: expect.stringMatching(problem),
    output: expect.stringMatching(output),
  });
  expect(bench.lab.servers).toEqual([]);
  expect(livingProcesses({ command: program.cwd }).filter((pid) => pid !== process.pid)).toEqual([]);
});

test.runIf(process.platform === 'linux').each([
  { what: 'another port', listen: 'listen(0)', problem: /listens on port \d+, but it was told \d+/ },
  {
    what: 'only IPv6',
    listen: `listen(process.env.PORT, '::1')`,
    problem: /listens on port \d+, but only for IPv6/,
  },
  {
    what: 'another host',
    listen: `listen(process.env.PORT, '127.0.0.5')`,
    problem: /of 127\.0\.0\.5, which 127\.0\.0\.1 does not reach/,
  },
])('$what is found out', async ({ listen, problem }) => {
  const source = `import { createServer } from 'node:http';\ncreateServer().${listen};`;
  expect(await start(bench.server('server.ts', source))).toMatchObject({
    problem: expect.stringMatching(problem),
  });
});

test('an abort while it starts rejects with the reason', async () => {
  const controller = new AbortController();
  const program = bench.server('server.ts', 'setInterval(() => {}, 1000);');
  const starting = startCopies(bench.lab, program, {}, { signal: controller.signal });
  controller.abort(new Error('saved again'));
  await expect(starting).rejects.toThrow('saved again');
});
