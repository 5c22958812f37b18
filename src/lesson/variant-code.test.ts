import { expect, test } from 'vitest';
import { codeOfVariant, diffOfVariant } from './variant-code.js';

const changed = (variant: string) => {
  const { code, changedLines } = codeOfVariant(variant);
  return code.split('\n').filter((_, index) => changedLines.has(index + 1));
};

test('the lines that differ from the variant before are known by their number', () => {
  expect(codeOfVariant('ttl')).toMatchObject({ file: 'server/ttl.ts', previous: 'cache' });
  expect(changed('ttl')).toEqual([
    'const ttlSeconds = Number(process.env.CACHE_TTL_SECONDS ?? 5);',
    "    await redis.set(key, count, { expiration: { type: 'EX', value: ttlSeconds } });",
  ]);
});

test('the first variant has nothing before it', () => {
  expect(codeOfVariant('no-cache')).toMatchObject({ previous: null, changedLines: new Set() });
  expect(diffOfVariant('no-cache')).toBeNull();
});

test('a variant follows the one that its lesson compares it with, else the one that ran before', () => {
  const before = (variant: string) => codeOfVariant(variant).previous;
  expect(['in-memory', 'cache', 'invalidation', 'copied', 'higher-order', 'decorator'].map(before)).toEqual([
    'no-cache',
    'no-cache',
    'ttl',
    'invalidation',
    'copied',
    'higher-order',
  ]);
});

test('the difference has every line of both, with its sign', () => {
  const { file, diff } = diffOfVariant('invalidation') ?? { file: '', diff: '' };
  expect(file).toBe('server/ttl.ts → server/invalidation.ts');
  const lines = diff.split('\n');
  expect(lines.filter((line) => line.startsWith('-'))).toEqual([expect.stringContaining('orders:count:')]);
  expect(lines).toContain('+  await redis.del(countKey(request.body.drink));');
  expect(lines).toContain(" import Fastify from 'fastify';");
});

test('a name that is no variant is an error', () => {
  expect(() => codeOfVariant('nothing')).toThrow('there is no server nothing');
});
