import { existsSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { nothingLeft } from './home.js';
import { cli, start, test } from './program.js';

describe.skipIf(!existsSync('/dev/full'))(
  'where the output goes there is no space left (needs /dev/full)',
  () => {
    test.for([['list'], ['--help'], ['progress', 'export'], ['status', '--json'], ['lesson', '2', '--json']])(
      '%j says so, and leaves nothing',
      async (args, { home }) => {
        const script = '"$@" >/dev/full';
        const { code, stderr } = await start(home, [
          'bash',
          '-c',
          script,
          'bash',
          process.execPath,
          cli,
          ...args,
        ]).result;
        expect({ code, stderr }).toEqual({
          code: 3,
          stderr: expect.stringMatching(
            /^cache-tutorial: The output cannot be written \(ENOSPC[^\n]*\)\. [^\n]*\n$/,
          ),
        });
        await nothingLeft(home);
      },
    );

    test('an error that cannot be said keeps its exit code', async ({ home }) => {
      const script = '"$@" lesson 9 2>/dev/full';
      const { code } = await start(home, ['bash', '-c', script, 'bash', process.execPath, cli]).result;
      expect(code).toBe(2);
    });
  },
);
