import type { Bench, Reply } from '../../../src/exercise/bench.js';
import type { Check, Failure } from '../../../src/exercise/exercise.js';
import { redisLine } from '../../../src/exercise/shell.js';
import { wrongAnswer } from './answer.js';
import { newQuestions, type Route, routes } from './questions.js';
import { whileAlive } from './while-alive.js';

export const rightWhy = 'Before an answer can be kept, it has to be right.';

export const right: Check = {
  id: 'right',
  title: 'each route answers what PostgreSQL has',
  async run(bench) {
    for (const question of Object.values(await newQuestions(bench))) {
      await bench.flush();
      const failure = await wrongAnswer(bench, await bench.get(question.path), question, rightWhy);
      if (failure) return failure;
    }
    return undefined;
  },
};

export const repeat: Check = {
  id: 'repeat',
  title: 'on each route, a repeat costs no SELECT',
  after: ['right'],
  async run(bench) {
    for (const route of routes) {
      const prepare = async () => (await newQuestions(bench))[route];
      const failure = await whileAlive(bench, 'success', prepare, async (question) => {
        const first = await bench.get(question.path);
        const kept = (await bench.keys()).map(({ key }) => key);
        const second = await bench.get(question.path);
        if (second.selects === 0) return undefined;
        return { ...repeated(route, second), ...(await whyNoHit(bench, route, first, second, kept)) };
      });
      if (failure) return failure;
    }
    return undefined;
  },
};

/** What is wrong with a repeat that has asked PostgreSQL again. */
export function repeated(route: Route, { selects, curl }: Reply): Failure {
  return {
    expected: 'no SELECT for a question that has just been answered',
    got: `${selects} for the second of two equal requests to \`${route}\``,
    why: 'What is asked again and again is what a cache is for.',
    tryThis: 'Compare the Redis commands of both requests: `redis-cli monitor` shows them.',
    reproduce: [curl, curl],
  };
}

async function whyNoHit(
  bench: Bench,
  route: Route,
  first: Reply,
  { wire }: Reply,
  kept: readonly string[],
): Promise<Partial<Failure>> {
  const commands = [...first.wire, ...wire].filter(({ store }) => store === 'redis');
  const refused = commands.find(({ failed }) => failed);
  if (refused) {
    return {
      mistake: 'Redis refuses what you send',
      tryThis: `\`${refused.text}\` was answered with ${refused.reply}`,
    };
  }
  if (kept.length === 0 && commands.some(({ text }) => /\b(PX|PSETEX|PEXPIRE)\b/i.test(text))) {
    return {
      mistake: 'PX counts milliseconds: your entry is gone at once',
      tryThis:
        'CACHE_TTL_SECONDS counts seconds: use EX, or multiply by 1000. Caching libraries often count milliseconds.',
    };
  }
  if (kept.length === 0) {
    return {
      mistake: `\`${route}\` is not cached`,
      tryThis: 'After the SELECT, put the result into Redis; before it, look there.',
    };
  }
  const now = await bench.keys();
  if (now.length > kept.length) {
    return {
      mistake: 'each request makes a key of its own',
      tryThis:
        'Make the key from what the answer depends on, and from nothing that differs between equal requests.',
      reproduce: [first.curl, first.curl, redisLine(['--scan'])],
    };
  }
  return {
    mistake: 'the entry is there, but is not found again',
    got: `a SELECT for each of two requests, though Redis has \`${kept[0]}\``,
  };
}
