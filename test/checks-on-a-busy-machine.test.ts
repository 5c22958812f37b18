import { afterEach, expect, test, vi } from 'vitest';
import { badRequests } from '../lessons/02-cache/checks/errors.js';
import { repeat } from '../lessons/03-ttl/checks/repeat.js';
import type { Bench, CopyName, Reply } from '../src/exercise/bench.js';

afterEach(() => vi.restoreAllMocks());

const ttlMs = 2000;

/** What a pretended server does with a request. `kept`: until when its entries live, by their names. */
type Answer = (copy: CopyName, path: string, kept: Map<string, number>) => Pick<Reply, 'status' | 'selects'>;

/**
 * A bench with a pretended server, on a machine whose first answers take `slowMs` each. All times are on a clock that
 * only the answers and the polls move.
 */
function busyBench(slowMs: number, answer: Answer): Bench {
  let nowMs = 0;
  let answered = 0;
  let drinks = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
  const kept = new Map<string, number>();
  const get: Bench['get'] = async (path, copy = 'A') => {
    nowMs += answered++ < 8 ? slowMs : 1;
    const text = '{"drinks":[]}';
    const reply = { headers: {}, text, json: JSON.parse(text), wire: [], writes: 0, curl: '', durationMs: 1 };
    return { ...reply, ...answer(copy, path, kept) } satisfies Reply;
  };
  const bench: Partial<Bench> = {
    ttlMs,
    random: { integer: (low) => low, pick: ([first]) => first as never, word: () => 'word' },
    get,
    async until(probe, limitMs) {
      const endMs = nowMs + limitMs;
      for (;;) {
        const value = await probe();
        if (value !== undefined || nowMs >= endMs) return value;
        nowMs += 20;
      }
    },
    unknownDrink: () => `drink ${drinks++}`,
    flush: async () => {},
    keys: async () =>
      [...kept]
        .filter(([, untilMs]) => untilMs > nowMs)
        .map(([key, untilMs]) => ({ database: 0, key, type: 'string', ttlMs: untilMs - nowMs })),
    showReply: () => {},
  };
  return bench as Bench;
}

const times = [1, 800];

test.each(times)(
  'a cache in each process is found out, though the first answers take %d ms',
  async (slowMs) => {
    const remembered = new Map<string, number>();
    const bench = busyBench(slowMs, (copy, path) => {
      const isHit = (remembered.get(copy + path) ?? 0) > performance.now();
      if (!isHit) remembered.set(copy + path, performance.now() + ttlMs);
      return { status: 200, selects: isHit ? 0 : 1 };
    });
    const failure = await repeat.run(bench);
    expect(failure?.mistake).toBe('the cache lives in one process');
  },
);

test.each(times)('a kept error is found out, though the first answers take %d ms', async (slowMs) => {
  const bench = busyBench(slowMs, (_, path, kept) => {
    if ((kept.get(path) ?? 0) <= performance.now()) kept.set(path, performance.now() + ttlMs);
    return { status: 400, selects: 0 };
  });
  const failure = await badRequests.run(bench);
  expect(failure?.mistake).toBe('you keep an error');
});
