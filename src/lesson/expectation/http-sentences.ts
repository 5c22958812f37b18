import type { RequestEvent, TraceEntry } from '../events.js';
import { lastOf, type Seen, type Sentence, same, type Verdict } from './sentence.js';
import { parseValue } from './value.js';

function requestsOf(seen: Seen): readonly RequestEvent[] {
  if (seen.kind !== 'http') throw new Error(`a ${seen.kind} step made no request`);
  return seen.requests;
}

function traceOf(seen: Seen, store: TraceEntry['store']): TraceEntry[] {
  return requestsOf(seen).flatMap((request) => request.trace.filter((entry) => entry.store === store));
}

/** The value of a top-level field of a JSON answer as text; null when there is none. */
export function fieldOf(body: string, field: string): string | null {
  try {
    const value: unknown = JSON.parse(body)[field];
    if (value === undefined) return null;
    return typeof value === 'string' ? value : JSON.stringify(value);
  } catch {
    return null;
  }
}

/** Every request must show the same; the first that does not is reported. */
function everyRequest(seen: Seen, expected: string, show: (request: RequestEvent) => string): Verdict {
  const shown = requestsOf(seen).map(show);
  const wrong = shown.find((text) => !same(text, expected));
  return { ok: wrong === undefined, expected, got: wrong ?? expected };
}

const firstWord = (entry: TraceEntry) => (/^\S+/.exec(entry.text)?.[0] ?? '').toUpperCase();

export const httpSentences: readonly Sentence[] = [
  {
    example: 'the status is 200',
    kinds: ['http'],
    pattern: /^the status is (\d{3})$/,
    make: ([status = '']) => ({
      check: (seen) => everyRequest(seen, status, (request) => String(request.status)),
    }),
  },
  {
    example: 'X-Cache is hit',
    kinds: ['http'],
    pattern: /^X-Cache is (hit|miss)$/,
    make: ([outcome = '']) => ({
      check: (seen) => everyRequest(seen, outcome, (request) => request.headers['x-cache'] ?? 'absent'),
    }),
  },
  {
    example: "the answer's count is before + 1",
    kinds: ['http'],
    pattern: /^the answer's (\w+) is (not )?(.+)$/,
    make: ([field = '', not, text = '']) => {
      const value = parseValue(text);
      if (!value) return null;
      const show = (request: RequestEvent) => fieldOf(request.body, field) ?? 'absent';
      return {
        value,
        check(seen, names) {
          const expected = value.resolve(names);
          if (!not) return everyRequest(seen, expected, show);
          const got = show(lastOf(requestsOf(seen)));
          return { ok: !same(got, expected), expected: `anything but ${expected}`, got };
        },
      };
    },
  },
  {
    example: 'the answer has no min',
    kinds: ['http'],
    pattern: /^the answer has no (\w+)$/,
    make: ([field = '']) => ({
      check: (seen) => everyRequest(seen, 'absent', (request) => fieldOf(request.body, field) ?? 'absent'),
    }),
  },
  {
    example: 'PostgreSQL ran nothing',
    kinds: ['http'],
    pattern: /^PostgreSQL ran nothing$/,
    make: () => ({ check: (seen) => ranNothing(traceOf(seen, 'postgres')) }),
  },
  {
    example: 'Redis ran nothing',
    kinds: ['http'],
    pattern: /^Redis ran nothing$/,
    make: () => ({ check: (seen) => ranNothing(traceOf(seen, 'redis')) }),
  },
  {
    example: 'PostgreSQL ran 1 SELECT',
    kinds: ['http'],
    pattern: /^PostgreSQL ran (\d+) (SELECT|INSERT|UPDATE|DELETE)s?$/,
    make: ([count = '', verb = '']) => ({
      check(seen) {
        const found = traceOf(seen, 'postgres').filter((entry) => firstWord(entry) === verb).length;
        return { ok: found === Number(count), expected: `${count} ${verb}`, got: `${found} ${verb}` };
      },
    }),
  },
  {
    example: 'Redis ran GET, SET',
    kinds: ['http'],
    pattern: /^Redis ran ([A-Z]+(?:, [A-Z]+)*)$/,
    make: ([expected = '']) => ({
      check(seen) {
        const got = traceOf(seen, 'redis').map(firstWord).join(', ');
        return { ok: got === expected, expected, got: got || 'nothing' };
      },
    }),
  },
  {
    example: 'DEL came after INSERT',
    kinds: ['http'],
    pattern: /^([A-Z]+) came after ([A-Z]+)$/,
    make: ([later = '', earlier = '']) => ({
      check(seen) {
        const done = requestsOf(seen).flatMap((request) => request.trace);
        const second = done.find((entry) => firstWord(entry) === later);
        const first = done.find((entry) => firstWord(entry) === earlier);
        const missing = [first ? '' : earlier, second ? '' : later].filter(Boolean);
        if (!first || !second)
          return { ok: false, expected: `${earlier}, then ${later}`, got: `no ${missing.join(' and no ')}` };
        const ok = second.startMs >= first.startMs + first.durationMs;
        return {
          ok,
          expected: `${earlier}, then ${later}`,
          got: ok ? `${earlier}, then ${later}` : `${later} before ${earlier} was done`,
        };
      },
    }),
  },
  {
    example: 'Redis answered GET with (nil)',
    kinds: ['http'],
    pattern: /^Redis answered ([A-Z]+) with (.+)$/,
    make: ([command = '', expected = '']) => ({
      check(seen) {
        const entry = traceOf(seen, 'redis').find((candidate) => firstWord(candidate) === command);
        return { ok: entry?.reply === expected, expected, got: entry?.reply ?? `no ${command}` };
      },
    }),
  },
  {
    example: 'most of the time went to PostgreSQL',
    kinds: ['http'],
    pattern: /^most of the time went to PostgreSQL$/,
    make: () => ({
      check(seen) {
        const whole = requestsOf(seen).reduce((sum, request) => sum + request.durationMs, 0);
        const part = traceOf(seen, 'postgres').reduce((sum, entry) => sum + entry.durationMs, 0);
        const share = Math.round((part / whole) * 100);
        return { ok: share > 50, expected: 'more than 50 %', got: `${share} %` };
      },
    }),
  },
];

function ranNothing(entries: readonly TraceEntry[]): Verdict {
  return {
    ok: entries.length === 0,
    expected: 'nothing',
    got: entries.map(firstWord).join(', ') || 'nothing',
  };
}
