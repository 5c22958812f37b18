import type { SqlEvent } from '../events.js';
import { lastOf, type Seen, type Sentence, same } from './sentence.js';
import { parseValue } from './value.js';

function resultOf(seen: Seen): SqlEvent {
  if (seen.kind !== 'sql') throw new Error(`a ${seen.kind} step ran no SQL`);
  return seen.result;
}

/** A reply without the marks that redis-cli puts around it: `(integer) 5` is `5`, `"latte"` is `latte`. */
function replyOf(seen: Seen): string {
  if (seen.kind !== 'redis') throw new Error(`a ${seen.kind} step ran no Redis command`);
  return lastOf(seen.replies)
    .reply.replace(/^\(integer\) /, '')
    .replace(/^"(.*)"$/, '$1');
}

export const resultSentences: readonly Sentence[] = [
  {
    example: 'the result is before + 1',
    kinds: ['sql'],
    pattern: /^the result is (.+)$/,
    make: ([text = '']) => {
      const value = parseValue(text);
      if (!value) return null;
      return {
        value,
        check(seen, names) {
          const expected = value.resolve(names);
          const got = resultOf(seen).rows[0]?.[0] ?? 'nothing';
          return { ok: same(got, expected), expected, got };
        },
      };
    },
  },
  {
    example: 'PostgreSQL reports INSERT 0 1',
    kinds: ['sql'],
    pattern: /^PostgreSQL reports (.+)$/,
    make: ([expected = '']) => ({
      check: (seen) => ({ ok: resultOf(seen).command === expected, expected, got: resultOf(seen).command }),
    }),
  },
  {
    example: 'the plan uses Seq Scan',
    kinds: ['sql'],
    pattern: /^the plan (uses|does not use) (.+)$/,
    make: ([verb = '', node = '']) => ({
      check(seen) {
        const plan = resultOf(seen).rows.map((row) => row[0] ?? '');
        const ok = plan.some((line) => line.includes(node)) === (verb === 'uses');
        return { ok, expected: `${verb} ${node}`, got: plan[0]?.trim() ?? 'no plan' };
      },
    }),
  },
  {
    example: 'the reply is between 1 and 5',
    kinds: ['redis'],
    pattern: /^the reply is between (-?\d+) and (-?\d+)$/,
    make: ([low = '', high = '']) => ({
      check(seen) {
        const got = replyOf(seen);
        const ok = got !== '' && Number(got) >= Number(low) && Number(got) <= Number(high);
        return { ok, expected: `between ${low} and ${high}`, got };
      },
    }),
  },
  {
    example: 'the reply is (nil)',
    kinds: ['redis'],
    pattern: /^the reply is (.+)$/,
    make: ([text = '']) => {
      const value = parseValue(text);
      return {
        ...(value && { value }),
        check(seen, names) {
          const expected = value ? value.resolve(names) : text;
          const got = replyOf(seen);
          return { ok: same(got, expected), expected, got };
        },
      };
    },
  },
];
