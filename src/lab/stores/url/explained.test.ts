import { expect, test, vi } from 'vitest';
import { explainedBy } from './explained.js';
import { StoreTrouble } from './trouble.js';

const trouble = new StoreTrouble('refused', 'Nobody listens there.');
const well = { check: async () => 'well' };
const broken = { check: () => Promise.reject(trouble) };
const never = () => new Promise<never>(() => {});
const failing = () => Promise.reject(new Error('connection lost'));

test('what works is not looked at', async () => {
  const check = vi.fn();
  expect(await explainedBy([{ check }], async () => 42)).toBe(42);
  expect(check).not.toHaveBeenCalled();
});

test('a failure is explained by a store that is broken, and stands where all are well', async () => {
  await expect(explainedBy([well, broken, {}], failing)).rejects.toBe(trouble);
  await expect(explainedBy([well, {}], failing)).rejects.toThrow('connection lost');
  await expect(explainedBy([{}], failing)).rejects.toThrow('connection lost');
});

test('the signal’s reason comes before what it led to', async () => {
  const controller = new AbortController();
  const reason = new Error('Ctrl-C');
  const work = async () => {
    controller.abort(reason);
    return failing();
  };
  await expect(explainedBy([broken], work, controller.signal)).rejects.toBe(reason);
});

test('what takes long is looked at: a store that is broken ends it, one that is well does not', async () => {
  const once = vi.fn(broken.check);
  await expect(explainedBy([{ check: once }], never)).rejects.toBe(trouble);
  expect(once).toHaveBeenCalledOnce();
  let answer = (_: string) => {};
  const working = new Promise<string>((resolve) => {
    answer = resolve;
  });
  const check = vi.fn(async () => answer('late'));
  expect(await explainedBy([{ check }], () => working)).toBe('late');
  expect(check).toHaveBeenCalledOnce();
});
