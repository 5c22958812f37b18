import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { forgetClaim, isClaimed, noteClaim, readClaims } from './claims.js';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'claims-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const schema = {
  product: 'postgres',
  place: 'db.example.com:5432/shop',
  what: 'cache_tutorial_anna',
} as const;
const database = { product: 'redis', place: 'cache.example.com:6380', what: '3' } as const;

test('what was noted is claimed until it is forgotten', () => {
  expect(readClaims(dataDir)).toEqual([]);
  noteClaim(dataDir, schema);
  noteClaim(dataDir, database);
  noteClaim(dataDir, schema);
  expect(readClaims(dataDir)).toMatchObject([expect.anything(), expect.anything()]);
  expect(isClaimed(dataDir, schema)).toBe(true);
  expect(isClaimed(dataDir, { ...schema, what: 'cache_tutorial_ben' })).toBe(false);
  expect(isClaimed(dataDir, { ...database, what: '4' })).toBe(false);
  forgetClaim(dataDir, schema);
  forgetClaim(dataDir, schema);
  expect(readClaims(dataDir)).toMatchObject([database]);
  expect(readdirSync(path.join(dataDir, 'claims'))).toHaveLength(1);
});

test('a file that is half written, or none of ours, is neither a claim nor removed', () => {
  noteClaim(dataDir, schema);
  const directory = path.join(dataDir, 'claims');
  const [whole = ''] = readdirSync(directory);
  const others = {
    'half.json': '{"product":"postgres","pla',
    'empty.json': '',
    'null.json': 'null',
    'numbers.json': '{"product":"redis","place":"x:1","what":3,"since":"2026-01-01"}',
    [`${whole}.new-0123456789ab`]: '{"product"',
  };
  for (const [name, text] of Object.entries(others)) writeFileSync(path.join(directory, name), text);
  expect(readClaims(dataDir)).toMatchObject([schema]);
  expect(readdirSync(directory).sort()).toEqual([whole, ...Object.keys(others)].sort());
});

test.skipIf(process.getuid?.() === 0)('a directory that cannot be written is named', () => {
  mkdirSync(path.join(dataDir, 'claims'));
  chmodSync(path.join(dataDir, 'claims'), 0o500);
  expect(() => noteClaim(dataDir, schema)).toThrow(`make ${dataDir} writable.`);
  chmodSync(path.join(dataDir, 'claims'), 0o700);
});

test('a directory that cannot be made is named', () => {
  writeFileSync(path.join(dataDir, 'file'), '');
  const below = path.join(dataDir, 'file');
  expect(() => noteClaim(below, schema)).toThrow(`make ${below} writable.`);
});
