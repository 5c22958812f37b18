import { execFileSync } from 'node:child_process';
import { userInfo } from 'node:os';
import { expect, test } from 'vitest';
import { systemUser } from './system-user.js';

test('who runs the program is known by name', () => {
  expect(systemUser()).toBe(userInfo().username);
});

test.skipIf(process.getuid?.() !== 0)('a user without a name has none (needs root)', () => {
  const program = `import(${JSON.stringify(new URL('../dist/src/system-user.js', import.meta.url).href)})
    .then(({ systemUser }) => console.log(String(systemUser())))`;
  // Nobody is given this number.
  const output = execFileSync(process.execPath, ['-e', program], {
    uid: 4_000_000,
    gid: 4_000_000,
    cwd: '/',
  });
  expect(output.toString().trim()).toBe('undefined');
});
