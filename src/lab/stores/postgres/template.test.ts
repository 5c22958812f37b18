import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { packDirectory, unpackDirectory } from './template.js';

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(path.join(tmpdir(), 'cache-tutorial-test-'));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

test('a directory comes out as it went in: empty files, empty directories, any bytes', () => {
  const [there, back] = [path.join(parent, 'there'), path.join(parent, 'back')];
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
  mkdirSync(path.join(there, 'base', '5'), { recursive: true });
  mkdirSync(path.join(there, 'empty'));
  writeFileSync(path.join(there, 'base', '5', 'any'), bytes);
  writeFileSync(path.join(there, 'base', 'zeros'), Buffer.alloc(100_000));
  writeFileSync(path.join(there, 'nothing'), '');
  mkdirSync(back);
  const packed = packDirectory(there);
  unpackDirectory(packed, back);
  expect(packed.length).toBeLessThan(1000);
  expect(readdirSync(back, { recursive: true }).sort()).toEqual(
    readdirSync(there, { recursive: true }).sort(),
  );
  expect(readFileSync(path.join(back, 'base', '5', 'any'))).toEqual(bytes);
  expect(readFileSync(path.join(back, 'base', 'zeros'))).toEqual(Buffer.alloc(100_000));
});

test('what is no template is refused', () => {
  expect(() => unpackDirectory(Buffer.from('no template'), parent)).toThrow();
});
