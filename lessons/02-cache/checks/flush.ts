import { conclusive } from '../../../src/exercise/checks/conclusive.js';
import { differsFromMiss } from '../../../src/exercise/checks/same-answer.js';
import type { Check } from '../../../src/exercise/exercise.js';
import { surelyAlive } from './hits.js';
import { newQuestion, pathOf, wrongAnswer } from './question.js';

const why = 'Redis may lose entries at any moment: by a restart, when memory is short, or by a person.';

export const flush: Check = {
  id: 'flush',
  title: 'it recovers when Redis has been emptied',
  after: ['repeat'],
  async run(bench) {
    const { question, first, again, repeat } = await conclusive(
      bench.ttlMs * surelyAlive,
      async () => {
        const question = await newQuestion(bench);
        const first = await bench.get(pathOf(question));
        await bench.flush();
        const again = await bench.get(pathOf(question));
        return { question, first, again, repeat: await bench.get(pathOf(question)) };
      },
      ({ repeat }) => repeat.selects === 0,
    );
    const reproduce = [first.curl, 'redis-cli -u "$REDIS_URL" FLUSHALL', again.curl];
    const wrong = wrongAnswer(bench, again, question, why) ?? differsFromMiss(first, again);
    if (wrong) {
      bench.showReply(again);
      return {
        ...wrong,
        mistake: 'you rely on an entry that is gone',
        tryThis: 'Let the reply of Redis alone decide what is a hit; do not remember what should be there.',
        reproduce,
      };
    }
    if (repeat.selects === 0) return undefined;
    bench.showReply(repeat);
    return {
      mistake: 'you keep an answer only once',
      expected: 'no SELECT for the second request after Redis was emptied',
      got: 'every request since then asked PostgreSQL',
      why,
      tryThis: 'Leave the answer in Redis after every miss; do not remember what has been left there before.',
      reproduce: [...reproduce, repeat.curl],
    };
  },
};
