import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { packageRoot } from '../src/package-root.js';
import { run, test } from './program.js';

// Debian's own Python: its packages python3-psycopg2 and python3-redis are not for another one.
const python = '/usr/bin/python3';
const ready = spawnSync(python, ['-c', 'import psycopg2, redis']).status === 0;
const program = path.join(packageRoot, 'test/python/average.py');

describe.skipIf(!ready)('a server in Python (needs python3-psycopg2 and python3-redis)', () => {
  test('passes exercise 2', async ({ home }) => {
    const { code, stdout } = await run(home, ['exercise', '2', '--server', `${python} '${program}'`]);
    expect(stdout).not.toMatch(/✘/);
    expect(code).toBe(0);
  });

  test('that forgets the size in its key is told so', async ({ home }) => {
    const forgetful = `sed 's/\\[drink, size\\])$/[drink])/' '${program}' | ${python} -`;
    const { code, stdout } = await run(home, ['exercise', '2', '--server', forgetful]);
    expect(stdout).toMatch(/your key leaves out `?size/);
    expect(code).toBe(1);
  });
});
