import { afterEach, expect, test, vi } from 'vitest';
import { repeat } from '../lessons/03-ttl/checks/repeat.js';
import type { Bench, Reply } from '../src/exercise/bench.js';

afterEach(() => vi.restoreAllMocks());

const ttlMs = 2000;

/**
 * Two copies that keep their answers in their own memory, on a machine whose first answers take `slowMs` each. All
 * times are on a clock that only the answers and the polls move.
 */
function forgetfulCopies(slowMs: number): Bench {
  let nowMs = 0;
  let answered = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
  const keptUntilMs = new Map<string, number>();
  const get: Bench['get'] = async (path, copy = 'A') => {
    nowMs += answered++ < 3 ? slowMs : 1;
    const question = copy + path;
    const isHit = (keptUntilMs.get(question) ?? 0) > nowMs;
    if (!isHit) keptUntilMs.set(question, nowMs + ttlMs);
    const text = '{"drinks":[]}';
    const reply = { status: 200, headers: {}, text, json: JSON.parse(text), wire: [], writes: 0, curl: '' };
    return { ...reply, durationMs: 1, selects: isHit ? 0 : 1 } satisfies Reply;
  };
  const until: Bench['until'] = async (probe, limitMs) => {
    const endMs = nowMs + limitMs;
    for (;;) {
      const value = await probe();
      if (value !== undefined || nowMs >= endMs) return value;
      nowMs += 20;
    }
  };
  const random = { integer: () => 0 };
  const nothing = async () => {};
  const bench = { ttlMs, random, get, until, flush: nothing, keys: async () => [], showReply: nothing };
  return bench as unknown as Bench;
}

test.each([1, 800])(
  'a cache in each process is found out, though the first answers take %d ms',
  async (slowMs) => {
    const failure = await repeat.run(forgetfulCopies(slowMs));
    expect(failure?.mistake).toBe('the cache lives in one process');
  },
);
