import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { nothingLeft } from './home.js';
import { run, test } from './program.js';

test('two lessons started at once on an empty cache directory are both right', async ({ fresh }) => {
  const results = await Promise.all([1, 2].map(() => run(fresh, ['lesson', '2', '--plain'])));
  for (const { code, stdout, stderr } of results) {
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/the end: all \d+ expectations held/);
  }
  await nothingLeft(fresh);
  // The data were made once, by one of the two, and the other waited for them.
  expect(readdirSync(path.join(fresh.cacheDir, 'postgres'))).toHaveLength(1);
});
