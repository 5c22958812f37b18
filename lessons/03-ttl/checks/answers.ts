import { isDeepStrictEqual } from 'node:util';
import { ask, check, NotHeld } from './entry.js';
import { pathOf, truth, wrongRanking } from './ranking.js';

/** Each limit first asked on the copy before it: what the one has kept, the other may find. */
const limits = [3, 1, 5, 100] as const;

export const answers = check({
  id: 'answers',
  title: 'the most ordered drinks come first, as many as asked for',
  async run(bench) {
    const ranking = await truth(bench);
    const seen: { limit: number; json: unknown }[] = [];
    for (const limit of limits) {
      for (const copy of ['A', 'B'] as const) {
        const reply = await ask(bench, limit, copy);
        const failure = wrongRanking(bench, reply, limit, ranking);
        const other = seen.find(({ json }) => isDeepStrictEqual(json, reply.json));
        if (failure && other && other.limit !== limit && reply.selects === 0) {
          throw new NotHeld({
            ...failure,
            mistake: 'your key leaves out `limit`',
            got: `the answer for \`limit=${other.limit}\``,
            why: 'Two questions that share a key share an answer.',
            tryThis: 'Let the key name every argument on which the answer depends.',
            reproduce: [other.limit, limit].map((one) => reply.curl.replace(pathOf(limit), pathOf(one))),
          });
        }
        if (failure) throw new NotHeld(failure);
        seen.push({ limit, json: reply.json });
      }
    }
  },
});
