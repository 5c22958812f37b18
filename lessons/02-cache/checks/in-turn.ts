import type { Bench, Reply } from '../../../src/exercise/bench.js';
import { conclusive } from '../../../src/exercise/checks/conclusive.js';
import { type Names, newQuestions, pathOf, type Question, wrongAnswer } from './question.js';

/** Why a key must tell questions apart. */
export const mixedUpWhy = 'Somebody gets the answer to a question that somebody else has asked.';

export interface Asked {
  readonly question: Question;
  readonly reply: Reply;
}

/** Asks new questions one after the other, while the entries of those before must still be there. */
export function askInTurn(bench: Bench, newOnes: () => readonly Names[]): Promise<readonly Asked[]> {
  return conclusive(
    bench.ttlMs,
    () => askOnce(bench, newOnes()),
    (asked) => asked.some((one) => isWrong(bench, one)),
  );
}

/** The same, however long it takes: where an entry may have ended meanwhile, right answers say nothing. */
export async function askOnce(bench: Bench, newOnes: readonly Names[]): Promise<readonly Asked[]> {
  const asked: Asked[] = [];
  for (const question of await newQuestions(bench, newOnes)) {
    asked.push({ question, reply: await bench.get(pathOf(question)) });
  }
  return asked;
}

export function isWrong(bench: Bench, { question, reply }: Asked): boolean {
  return wrongAnswer(bench, reply, question, mixedUpWhy) !== undefined;
}
