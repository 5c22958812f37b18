import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ownerId } from './owner-id.js';

const run = promisify(execFile);

let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'owner-'));
});
afterEach(() => rmSync(home, { recursive: true }));

test('is made once, and differs from that of others', () => {
  const mine = path.join(home, 'mine');
  expect(ownerId(mine)).toMatch(/^[0-9a-f-]{36}$/);
  expect(ownerId(mine)).toBe(ownerId(mine));
  expect(ownerId(path.join(home, 'theirs'))).not.toBe(ownerId(mine));
  expect(readdirSync(mine)).toEqual(['owner']);
});

test('several processes that make it at once get the same one', async () => {
  const program = path.join(home, 'writer.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('./testing/owner-id-writer.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
  const dataDir = path.join(home, 'data');
  const all = await Promise.all(Array.from({ length: 4 }, () => run(process.execPath, [program, dataDir])));
  expect(new Set(all.map(({ stdout }) => stdout))).toEqual(new Set([ownerId(dataDir)]));
  expect(readdirSync(dataDir)).toEqual(['owner']);
});

test.each(['', '\n', '{"half'])('a file with %j in it is no id that others may have, too', (text) => {
  const file = path.join(home, 'owner');
  writeFileSync(file, text);
  expect(() => ownerId(home)).toThrow(`There is no id in ${file}: remove it`);
});

test('a directory that cannot be made is named', () => {
  writeFileSync(path.join(home, 'file'), '');
  const below = path.join(home, 'file');
  expect(() => ownerId(below)).toThrow(`make ${below} writable.`);
});
