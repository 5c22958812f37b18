import type { Sentence } from './sentence.js';

export const loadSentences: readonly Sentence[] = [
  {
    example: 'cache answered more requests than no-cache',
    kinds: ['load'],
    pattern: /^([a-z-]+) answered more requests than ([a-z-]+)$/,
    make: ([more = '', fewer = '']) => ({
      check(seen) {
        if (seen.kind !== 'load') throw new Error(`a ${seen.kind} step is no load`);
        const answered = (name: string) =>
          seen.load.results.find(({ variant }) => variant === name)?.answered;
        const [high, low] = [answered(more), answered(fewer)];
        return {
          ok: high !== undefined && low !== undefined && high > low,
          expected: `more from ${more} than from ${fewer}`,
          got: `${more} ${high ?? 'not measured'}, ${fewer} ${low ?? 'not measured'}`,
        };
      },
    }),
  },
];
