import { describe, expect, test } from 'vitest';
import { compare, overall, saysTheSame } from './compare.js';

describe('saysTheSame', () => {
  test.each([
    ['124873', '124873'],
    ['340.0', '340'],
    ['340.10', '340.1'],
    ['{"b":1,"a":[2,null]}', '{"a": [2, null], "b": 1}'],
    ['"latte"', '"latte"'],
    ['latte', 'latte'],
    ['null', null],
    ['', ''],
  ])('%j and %j', (cached, truth) => {
    expect(saysTheSame(cached, truth)).toBe(true);
  });

  test.each([
    ['124872', '124873'],
    ['9007199254740993', '9007199254740992'],
    ['{"a":[1,2]}', '{"a":[2,1]}'],
    ['"5"', '5'],
    ['{"count":5}', '5'],
    ['[object Object]', '{}'],
    ['', '0'],
    ['', null],
    ['0', null],
    ['latte', null],
    ['null', 'latte'],
  ])('%j is not %j', (cached, truth) => {
    expect(saysTheSame(cached, truth)).toBe(false);
  });
});

test('a key that is not there is empty; one of another type is stale, whatever it holds', () => {
  expect(compare('latte orders', 'k', '5', { kind: 'nothing' })).toEqual({
    label: 'latte orders',
    key: 'k',
    truth: '5',
    cached: null,
    agreement: 'empty',
  });
  expect(compare('latte orders', 'k', '5', { kind: 'other', text: '5' }).agreement).toBe('stale');
  expect(compare('latte orders', 'k', '5', { kind: 'string', text: '5' }).agreement).toBe('fresh');
});

test('one stale value makes all of it stale, and one fresh value is enough to be fresh', () => {
  const [empty, fresh, stale] = [
    compare('a', 'a', '1', { kind: 'nothing' }),
    compare('b', 'b', '1', { kind: 'string', text: '1' }),
    compare('c', 'c', '1', { kind: 'string', text: '2' }),
  ];
  expect(overall([])).toBe('empty');
  expect(overall([empty])).toBe('empty');
  expect(overall([empty, fresh])).toBe('fresh');
  expect(overall([fresh, stale, empty])).toBe('stale');
});
