import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFile, replaceFile } from './kept-file.js';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'kept-file-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const file = () => path.join(directory, 'mine.json');

test('a file is made once, and what is there is not touched', () => {
  createFile(file(), 'first');
  expect(() => createFile(file(), 'second')).toThrow(expect.objectContaining({ code: 'EEXIST' }));
  expect(readFileSync(file(), 'utf8')).toBe('first');
  expect(readdirSync(directory)).toEqual(['mine.json']);
});

test.each([
  ['createFile', createFile],
  ['replaceFile', replaceFile],
])('%s removes what an earlier program could not finish', (_, write) => {
  writeFileSync(`${file()}.new-0123`, 'half of i');
  write(file(), 'whole');
  expect(readFileSync(file(), 'utf8')).toBe('whole');
  expect(readdirSync(directory)).toEqual(['mine.json']);
});
