import { expect, test } from 'vitest';
import { type KeyReading, markKeys, markPostgres } from './changes.js';

const key = (name: string, value = '1', ttlMs: number | null = null): KeyReading => ({
  key: name,
  type: 'string',
  value,
  ttlMs,
});
const changes = (now: KeyReading[], before?: KeyReading[]) =>
  markKeys(now, before).map((one) => [one.key, one.change]);

test('with no reading before, nothing has changed', () => {
  expect(changes([key('b'), key('a')])).toEqual([
    ['a', 'same'],
    ['b', 'same'],
  ]);
});

test('keys come, change and go', () => {
  expect(changes([key('b', '2'), key('c')], [key('a'), key('b')])).toEqual([
    ['a', 'removed'],
    ['b', 'changed'],
    ['c', 'added'],
  ]);
});

test('a removed key is shown as it last was', () => {
  expect(markKeys([], [key('a', 'last', 40)])).toEqual([
    { key: 'a', type: 'string', value: 'last', ttlMs: 40, change: 'removed' },
  ]);
});

test('a TTL that counts down is no change; one that is gained or lost is', () => {
  expect(changes([key('a', '1', 900)], [key('a', '1', 1000)])).toEqual([['a', 'same']]);
  expect(changes([key('a', '1', 900)], [key('a', '1', null)])).toEqual([['a', 'changed']]);
  expect(changes([key('a', '1', null)], [key('a', '1', 900)])).toEqual([['a', 'changed']]);
});

test('a change beyond what is shown is a change', () => {
  const long = 'x'.repeat(300);
  const [marked] = markKeys([key('a', `${long}2`)], [key('a', `${long}1`)]);
  expect(marked?.change).toBe('changed');
  expect(marked?.value).toBe(`${'x'.repeat(199)}…`);
});

const order = (id: number, size = 'large') => ({ id, drink: 'latte', size });
const newest = (now: ReturnType<typeof order> | null, before?: ReturnType<typeof order> | null) =>
  markPostgres({ values: [], newest: now }, before === undefined ? undefined : { values: [], newest: before })
    .newest?.change;

test('the newest order', () => {
  expect(newest(order(7))).toBe('same');
  expect(newest(order(7), order(7))).toBe('same');
  expect(newest(order(8), order(7))).toBe('added');
  expect(newest(order(1), null)).toBe('added');
  expect(newest(order(7, 'small'), order(7))).toBe('changed');
  expect(newest(order(6), order(7))).toBe('changed');
  expect(newest(null, order(7))).toBeUndefined();
});

test('a watched value', () => {
  const reading = (value: string | null) => ({ values: [{ label: 'latte orders', value }], newest: null });
  expect(markPostgres(reading('5'), undefined).watched).toEqual([
    { label: 'latte orders', value: '5', change: 'same' },
  ]);
  expect(markPostgres(reading('6'), reading('5')).watched[0]?.change).toBe('changed');
  expect(markPostgres(reading(null), reading('5')).watched[0]?.change).toBe('changed');
  expect(markPostgres(reading('5'), reading('5')).watched[0]?.change).toBe('same');
});

test('what would not be read says why, and what is read after it has not changed', () => {
  const gone = { refusal: 'relation "orders" does not exist' };
  expect(markPostgres(gone, undefined)).toEqual({ watched: [], newest: null, ...gone });
  const read = { values: [{ label: 'latte orders', value: '7' }], newest: null };
  expect(markPostgres(read, gone)).toMatchObject({ watched: [{ change: 'same' }], refusal: null });
});
