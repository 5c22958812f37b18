import type { Bench, Reply } from '../bench.js';

/** Half a cent: an average may be rounded to whole cents. */
export const averageTolerance = 0.5;

/** What an answer says for a number that was asked for: null is an answer, undefined is none. */
export type Answered = number | null | undefined;

/**
 * Whether the answer's JSON says the number. The documented field counts where there is one. Where there is
 * none, the value may stand anywhere, and a string may stand for a number: right, but a warning says it.
 */
export function saysNumber(
  bench: Pick<Bench, 'warn'>,
  { json }: Reply,
  field: string,
  expected: number | null,
  tolerance = 0,
): boolean {
  const isRight = (value: unknown) => {
    const number = asNumber(value);
    if (number === undefined || expected === null || number === null) return number === expected;
    return Math.abs(number - expected) <= tolerance + 1e-9;
  };
  const own = fieldOf(json, field);
  const right = own === undefined ? valuesIn(json).find(isRight) : own;
  if (right === undefined || !isRight(right)) return false;
  if (own === undefined) {
    bench.warn({
      text: `the answer has no field \`${field}\``,
      why: 'The value is there, but a client that was written to the task does not find it.',
    });
  } else if (typeof right === 'string') {
    bench.warn({
      text: `\`${field}\` is a string`,
      why: 'A client that adds to it, or compares it, gets something else than it does with a number.',
    });
  }
  return true;
}

/** What the answer's documented field says; undefined when it is no number and not null. */
export function numberIn({ json }: Reply, field: string): Answered {
  return asNumber(fieldOf(json, field));
}

/** For a failure's `got`: `average is 352.4`, or that there is none. */
export function describeField({ json }: Reply, field: string): string {
  const value = fieldOf(json, field);
  return value === undefined ? `no \`${field}\`` : `\`${field}\` is ${JSON.stringify(value)}`;
}

/** A number as a failure shows it: at most two decimals. */
export function show(value: number | null): string {
  return value === null ? 'null' : String(Math.round(value * 100) / 100);
}

function fieldOf(json: unknown, field: string): unknown {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  return (json as Record<string, unknown>)[field];
}

function asNumber(value: unknown): Answered {
  if (value === null || typeof value === 'number') return value;
  if (typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value))) return Number(value);
  return undefined;
}

/** Every value in it that holds no other, itself included when it is one. */
function valuesIn(json: unknown): unknown[] {
  return typeof json === 'object' && json !== null ? Object.values(json).flatMap(valuesIn) : [json];
}
