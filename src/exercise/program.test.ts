import { spawn } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { scriptProgram } from './program.js';

const directory = realpathSync(mkdtempSync(path.join(tmpdir(), 'program-test-')));
afterAll(() => rmSync(directory, { recursive: true }));

const env = { PORT: '4711' };

/** What a program prints, and how it ends. */
async function run(command: { file: string; args: readonly string[] }, isSpare: boolean) {
  const child = spawn(command.file, command.args, {
    cwd: directory,
    env: { PATH: process.env.PATH, ...(isSpare ? {} : env) },
    stdio: ['ignore', 'pipe', 'pipe', ...(isSpare ? (['ipc'] as const) : [])],
  });
  if (isSpare) child.send(env);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve) => child.on('close', resolve));
  // Which of Node's own functions called it is not the same in every version.
  return { output: output.replaceAll(/^ +at .*\(node:internal.*\n/gm, ''), code };
}

test.each([
  [
    'TypeScript with a decorator and a module beside it',
    'server.ts',
    `import { name } from './other.js';
    const twice = (method: () => string, _: ClassMethodDecoratorContext) => () => method() + method();
    class Shop { @twice sell(): string { return name; } }
    console.log(new Shop().sell(), process.env.PORT, process.argv.slice(1), import.meta.url, typeof process.send);`,
    /^lattelatte 4711 \[ '.*server\.ts' \] file:.*server\.ts undefined\n$/,
    0,
  ],
  [
    'a CommonJS program that asks whether it is the main one',
    'server.cts',
    `if (require.main === module) { console.log('main', __filename); process.exitCode = 7; }`,
    /^main .*server\.cts\n$/,
    7,
  ],
  [
    'an error',
    'throws.ts',
    `const beans: number = 0;\nthrow new Error('out of beans');`,
    /throws\.ts:2.*out of beans/s,
    1,
  ],
  ['a syntax error', 'wrong.ts', 'const = 1;', /wrong\.ts:1/, 1],
  [
    'a package that is missing',
    'missing.ts',
    `import 'no-such-package';`,
    /Cannot find package 'no-such-package'/,
    1,
  ],
  ['what never settles', 'waits.ts', 'await new Promise(() => {});', /unsettled|^$/, 13],
])(
  'a spare becomes what Node would have started: %s',
  async (_, name, text, prints, code) => {
    writeFileSync(path.join(directory, 'package.json'), '{"type":"module"}');
    writeFileSync(path.join(directory, 'other.ts'), `export const name: string = 'latte';`);
    writeFileSync(path.join(directory, name), text);
    const { command, spare } = scriptProgram(path.join(directory, name));
    if (typeof command === 'string' || !spare) throw new Error('A script has both.');
    const [started, become] = await Promise.all([run(command, false), run(spare, true)]);
    expect(become.output).toMatch(prints);
    expect(become.code).toBe(code);
    expect(become).toEqual(started);
  },
  60_000,
);
