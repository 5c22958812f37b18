import type { Bench } from '../../../src/exercise/bench.js';
import { warnOfImmortals, warnOfLateExpiry } from '../../../src/exercise/checks/keys.js';
import type { Check, Failure } from '../../../src/exercise/exercise.js';
import { NotJudged } from '../../../src/exercise/trouble.js';
import { alive, type Entry, lifetimes, over } from './looks.js';
import { newQuestions, routes, truthOf } from './questions.js';

/** How many times the whole is tried when the machine was too slow for what was seen to mean anything. */
const trials = 8;

export const life: Check = {
  id: 'life',
  title: 'entries live CACHE_TTL_SECONDS, those of single orders three times as long',
  after: ['repeat'],
  async run(bench) {
    for (let trial = 1; trial <= trials; trial++) {
      const outcome = await watchLives(bench);
      if (outcome === 'late') continue;
      if (outcome) return outcome;
      const { '/orders/by-size': question } = await newQuestions(bench);
      // A counter of generations is made by a write.
      await bench.post('/orders', { drink: String(question.parameters[0]), size: 'small' });
      await warnOfImmortals(bench);
      await bench.flush();
      await warnOfLateExpiry(bench, 'A', () => bench.get(question.path));
      return undefined;
    }
    throw new NotJudged('the machine was too busy to see how long the entries live');
  },
};

/** A failure; `late` when a look came too late to say anything; nothing when all lives were as stated. */
async function watchLives(bench: Bench): Promise<Failure | 'late' | undefined> {
  await bench.flush();
  const questions = await newQuestions(bench);
  const entries: Entry[] = [];
  for (const route of routes) {
    const question = questions[route];
    const old = await truthOf(bench, question);
    const fromMs = performance.now();
    await bench.get(question.path);
    entries.push({ question, fromMs, toMs: performance.now(), old });
  }
  const drink = String(questions['/orders/latest'].parameters[0]);
  await bench.insertOrder({ drink, size: 'large', priceCents: 410 });
  await bench.sql("UPDATE orders SET size = 'huge' WHERE id = $1", questions['/orders/:id'].parameters);
  // In the order of their moments: every entry in the last half of the shortest life; single orders when the
  // others have ended; each when its own life is over.
  const looks = [
    ...entries.map((entry) => alive(bench, entry, 0.55, 0.9)),
    ...entries.filter(({ question }) => lifetimes[question.route] === 1).map((entry) => over(bench, entry)),
    ...entries
      .filter(({ question }) => lifetimes[question.route] === 3)
      .flatMap((entry) => [alive(bench, entry, 1.5, 2.8), over(bench, entry)]),
  ];
  for (const look of looks) {
    const outcome = await look();
    if (outcome) return outcome;
  }
  return undefined;
}
