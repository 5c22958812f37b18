import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect } from 'vitest';
import { packageRoot } from '../src/package-root.js';
import { run, test } from './program.js';

test.for(['--version', '--help', 'list'])(
  '%s, which is to start as fast as Node, loads neither streams nor child processes',
  async (word, { home }) => {
    const loaded = path.join(home.directory, 'loaded.txt');
    const spy = path.join(home.directory, 'spy.cjs');
    const write = `require('node:fs').writeFileSync(${JSON.stringify(loaded)}, process.moduleLoadList.join('\\n'))`;
    writeFileSync(spy, `process.on('exit', () => ${write});\n`);
    const { code, stdout } = await run(home, [word], { NODE_OPTIONS: `--require ${JSON.stringify(spy)}` });
    expect({ code, printed: stdout !== '' }).toEqual({ code: 0, printed: true });
    const modules = readFileSync(loaded, 'utf8').split('\n');
    expect(modules).toContain('NativeModule fs');
    expect(modules).not.toContain('NativeModule net');
    expect(modules).not.toContain('NativeModule child_process');
  },
);

test('it still starts under its earlier name, to which npx may have a link', async () => {
  const { stdout } = await promisify(execFile)(path.join(packageRoot, 'dist/src/cli.js'), ['--version']);
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

describe('what is printed at once', () => {
  const length = 4_000_000;
  const output = pathToFileURL(path.join(packageRoot, 'dist/src/output.js')).href;
  // The stream makes the pipe one that does not wait for its reader.
  const printer = `import { print } from ${JSON.stringify(output)};
    process.stderr.write(typeof process.stdout);
    print('…'.repeat(${length}));`;
  const start = () =>
    spawn(process.execPath, ['--input-type=module', '-e', printer], { stdio: ['ignore', 'pipe', 'pipe'] });

  test('comes whole where its reader is slow', async () => {
    const child = start();
    await once(child.stderr, 'data');
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(text === '…'.repeat(length)).toBe(true);
  });

  test('is no failure where its reader goes away', async () => {
    const child = start();
    await once(child.stderr, 'data');
    child.stdout.destroy();
    expect(await once(child, 'close')).toEqual([0, null]);
  });
});
