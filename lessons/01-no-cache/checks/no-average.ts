import { notAnswered, start } from '../../../src/exercise/checks/answers.js';
import { describeField, numberIn, saysNumber } from '../../../src/exercise/checks/numbers.js';
import type { Check } from '../../../src/exercise/exercise.js';
import { pathOf } from './wrong-average.js';

export const missing: Check = {
  id: 'missing',
  title: 'a request without a drink is answered with 400',
  after: ['average'],
  async run(bench) {
    for (const path of ['/orders/average', '/orders/average?drink=']) {
      const reply = await bench.get(path);
      if (reply.status === 400) continue;
      if (reply.status === 422) {
        bench.warn({
          text: `\`${path}\` is answered with 422`,
          why: 'It says the same as 400, but the task has 400.',
        });
        continue;
      }
      const served = reply.status < 300;
      return {
        ...(served && { mistake: 'no drink is taken for a drink' }),
        expected: `status 400 for \`${path}\``,
        got: `status ${reply.status}${start(reply)}`,
        why: 'A mistake of the client should be told to the client. Once there is a cache, every such request would also leave an entry in it.',
        tryThis: served
          ? 'Look whether there is a drink, and whether it is more than an empty string, before you ask PostgreSQL.'
          : 'Check the drink before it is used, and answer 400 when it is not there.',
        reproduce: [reply.curl],
      };
    }
    return undefined;
  },
};

export const unknown: Check = {
  id: 'unknown',
  title: 'a drink that nobody has ordered is answered with null',
  after: ['average'],
  async run(bench) {
    const reply = await bench.get(pathOf(bench.unknownDrink()));
    const form = {
      expected: 'status 200, and `average` is null',
      why: 'No orders is an answer like any other. A client must be able to tell it from free coffee, and from a mistake.',
      reproduce: [reply.curl],
    };
    if (reply.status === 404) {
      return {
        ...form,
        mistake: 'you take a drink without orders for an error',
        got: `status 404${start(reply)}`,
        tryThis: 'Answer 200 with `"average": null`.',
      };
    }
    const failure = notAnswered(reply, form.why);
    if (failure || saysNumber(bench, reply, 'average', null)) return failure;
    const zero = numberIn(reply, 'average') === 0;
    return {
      ...form,
      ...(zero && { mistake: 'you turn null into 0' }),
      got: `${describeField(reply, 'average')}, in${start(reply)}`,
      tryThis: zero
        ? '`Number(null)` is 0. Look for null first.'
        : '`avg` over no rows is one row with null in it: pass that on.',
    };
  },
};
