import type { Bench, Reply } from '../../../src/exercise/bench.js';
import { start } from '../../../src/exercise/checks/answers.js';
import type { Check, Failure } from '../../../src/exercise/exercise.js';
import { ofAll, ofDrink, rightWhy, wrongRevenue } from './revenue.js';

export const bad: Check = {
  id: 'bad',
  title: 'a write that is refused changes nothing',
  after: ['right'],
  async run(bench) {
    const { name } = await bench.newDrink();
    const reads = [ofDrink(name), ofAll];
    for (const { path } of reads) await bench.get(path);
    const rows = 'SELECT count(*) FROM orders';
    const [before] = await bench.sql(rows);
    const bodies = [
      { drink: name, size: 'enormous' },
      { drink: name },
      { size: 'large' },
      { drink: '', size: 'small' },
      {},
    ];
    for (const body of [...bodies, undefined]) {
      const isPost = body !== undefined;
      const reply = isPost
        ? await bench.post('/orders', body)
        : await bench.request('DELETE', `/orders/${absentId}`);
      const failure = isPost ? notRefused(bench, reply) : notAbsent(bench, reply);
      if (failure) return failure;
      const [after] = await bench.sql(rows);
      if (after?.[0] !== before?.[0]) {
        return {
          ...refusal(reply, isPost),
          mistake: 'what is refused is written all the same',
          got: `status ${reply.status}, and ${after?.[0]} rows instead of ${before?.[0]}`,
          tryThis: 'Check the order before it is written.',
        };
      }
      for (const read of reads) {
        const seen = await bench.get(read.path);
        const wrong = await wrongRevenue(bench, seen, read, rightWhy);
        if (!wrong) continue;
        bench.showReply(reply);
        return {
          ...wrong,
          mistake: 'what is refused changes the cache',
          tryThis: 'Leave the cache as it is until the row is written.',
          reproduce: [reply.curl, ...wrong.reproduce],
        };
      }
    }
    return undefined;
  },
};

const absentId = 999_999_999;

const refusal = (reply: Reply, isPost: boolean): Omit<Failure, 'got' | 'tryThis'> => ({
  expected: isPost ? 'status 400' : 'status 404, for an order that is not there',
  why: 'A mistake of the client should be told to the client, and leave no trace.',
  reproduce: [reply.curl],
});

function notRefused(bench: Bench, reply: Reply): Failure | undefined {
  const { status } = reply;
  if (status === 400) return undefined;
  if (status > 400 && status < 500 && status !== 404 && status !== 405) {
    bench.warn({
      text: `a bad order is answered with ${status}`,
      why: 'It says that the client has made a mistake, but the task has 400.',
    });
    return undefined;
  }
  return {
    ...refusal(reply, true),
    mistake: status < 400 ? 'a bad order is accepted' : 'a bad order is taken for a fault of your server',
    got: `status ${status}${start(reply)}`,
    tryThis: 'Look at drink and size before anything else is done, and answer 400 when one of them is wrong.',
  };
}

function notAbsent(bench: Bench, reply: Reply): Failure | undefined {
  const { status } = reply;
  if (status < 300) {
    bench.warn({
      text: `the DELETE of an order that is not there is answered with ${status}`,
      why: 'It is gone, that much is right; but a client that has mistyped the number is not told. The task has 404.',
    });
  }
  if (status < 500) return undefined;
  return {
    ...refusal(reply, false),
    mistake: 'an order that is not there is taken for a fault of your server',
    got: `status ${status}${start(reply)}`,
    tryThis: '`DELETE … RETURNING` gives no row when there was none: look before you use it.',
  };
}
