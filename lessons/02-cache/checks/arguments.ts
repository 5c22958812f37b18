import type { Check } from '../../../src/exercise/exercise.js';
import { askInTurn, isWrong, mixedUpWhy as why } from './in-turn.js';
import { answers, describe, newNames, wrongAnswer } from './question.js';

export const everyArgument: Check = {
  id: 'arguments',
  title: 'another drink or another size is another question',
  after: ['repeat'],
  async run(bench) {
    const asked = await askInTurn(bench, () => {
      const [one, other] = [newNames(bench), newNames(bench)];
      return [one, { ...one, size: other.size }, { ...one, drink: other.drink }, other];
    });
    const [first, otherSize, otherDrink] = asked;
    const wrong = asked.find((one) => isWrong(bench, one));
    if (!wrong || !first || !otherSize || !otherDrink) return undefined;
    bench.showReply(wrong.reply);
    const left = [
      ...(answers(otherSize.reply, first.question) ? ['size'] : []),
      ...(answers(otherDrink.reply, first.question) ? ['drink'] : []),
    ];
    const failure = wrongAnswer(bench, wrong.reply, wrong.question, why);
    if (left.length === 0) return failure;
    return {
      mistake: left.length === 2 ? 'every request shares one key' : `your key leaves out \`${left[0]}\``,
      expected: `another answer for ${describe(wrong.question)} than for ${describe(first.question)}`,
      got: 'the same answer, from the cache',
      why,
      tryThis: 'Everything that the answer depends on belongs into the key: the drink and the size.',
      reproduce: [first.reply.curl, wrong.reply.curl],
    };
  },
};
