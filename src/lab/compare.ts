import { isDeepStrictEqual } from 'node:util';
import type { Agreement, Comparison } from './snapshot.js';

/**
 * Whether a cached text says the same as a value in PostgreSQL: the same characters, or the same JSON
 * (`340.0` and `340`, or objects whose members stand in another order). `null` is SQL's NULL.
 */
export function saysTheSame(cached: string, truth: string | null): boolean {
  if (cached === truth) return true;
  // JavaScript cannot tell large integers apart by value, and equal ones have equal digits.
  if (isInteger(cached) && truth !== null && isInteger(truth)) return false;
  const value = parsed(cached);
  const expected = truth === null ? { json: null } : parsed(truth);
  return value !== undefined && expected !== undefined && isDeepStrictEqual(value, expected);
}

const isInteger = (text: string) => /^-?[1-9]\d*$/.test(text);

function parsed(text: string): { json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** What Redis holds at a watched key: nothing, a string, or a value of another type in brief. */
export type Cached =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'string' | 'other'; readonly text: string };

/** Compares what is cached with the truth. A value that is not a string never agrees. */
export function compare(label: string, key: string, truth: string | null, cached: Cached): Comparison {
  if (cached.kind === 'nothing') return { label, key, truth, cached: null, agreement: 'empty' };
  const agreement = cached.kind === 'string' && saysTheSame(cached.text, truth) ? 'fresh' : 'stale';
  return { label, key, truth, cached: cached.text, agreement };
}

/** `stale` if any comparison is; else `fresh` if any is; else `empty`. */
export function overall(comparisons: readonly Comparison[]): Agreement {
  const has = (agreement: Agreement) => comparisons.some((one) => one.agreement === agreement);
  if (has('stale')) return 'stale';
  return has('fresh') ? 'fresh' : 'empty';
}
