import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { transformSync } from 'esbuild';
import { expect, test } from 'vitest';
import { systemUser } from './system-user.js';

test('who runs the program is known by name', () => {
  expect(systemUser()).toBe(userInfo().username);
});

test.skipIf(process.getuid?.() !== 0)('a user without a name has none (needs root)', () => {
  // Where others may not enter our folder, they may enter this one.
  const directory = mkdtempSync(path.join(tmpdir(), 'system-user-'));
  chmodSync(directory, 0o755);
  const file = path.join(directory, 'system-user.mjs');
  const source = readFileSync(new URL('./system-user.ts', import.meta.url), 'utf8');
  writeFileSync(file, transformSync(source, { loader: 'ts' }).code);
  const program = `import('${file}').then(({ systemUser }) => console.log(String(systemUser())))`;
  // Nobody is given this number.
  const nobody = { uid: 4_000_000, gid: 4_000_000, cwd: directory };
  try {
    expect(execFileSync(process.execPath, ['-e', program], nobody).toString().trim()).toBe('undefined');
  } finally {
    rmSync(directory, { recursive: true });
  }
});
