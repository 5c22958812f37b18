import { TutorialError } from '../../../src/errors.ts';
import { splitCommand } from '../../../src/lab/stores/redis/command-line.ts';
import { splitInline } from '../../../src/lab/tap/redis/inline.ts';
import { argument } from '../../../src/lab/tap/redis/quote.ts';
import { isHttpMethod } from '../../../src/lesson/lesson.ts';
import { complete } from '../../../src/lesson/play/completion.ts';
import { parseLine } from '../../../src/lesson/play/parse-line.ts';
import { mutateText } from './mutate-text.mjs';

const typed = [
  'GET /orders/count?drink=mocha',
  'POST /orders {"drink":"mocha","size":"large"}',
  'SELECT * FROM orders ORDER BY id DESC LIMIT 3;',
  'SET statement_timeout TO 100',
  'TTL orders:count:mocha',
  `SET a "x\\n\\x00" 'it\\'s'`,
  'wait 3s',
  `curl -sS -X POST 127.0.0.1:4001/orders -H 'Content-Type: application/json' -d '{"drink":"latte"}'`,
  `curl --json '{}' "http://127.0.0.1:4002/orders?x=1#y"`,
];
const urls = new Map([
  ['A', 'http://127.0.0.1:4001'],
  ['B', 'http://127.0.0.1:4002'],
]);
const known = { paths: ['/orders', '/orders/count?drink=latte'], keys: ['orders:count:latte'] };

/** Whether a step can be carried out as it was read. */
function makesSense(step) {
  if (step.kind === 'http') {
    if (!isHttpMethod(step.method)) return `the method ${step.method}`;
    return step.path.startsWith('/') ? undefined : `the path ${step.path}`;
  }
  if (step.kind === 'wait')
    return step.maxMs > 0 && step.maxMs <= 60_000 ? undefined : `a wait of ${step.maxMs}`;
  return undefined;
}

/** What a learner may type at the prompt: a step, or a sentence that says what to write instead. */
export function tryTyped(trials, random, times) {
  const clear = (error) => error instanceof TutorialError;
  const never = () => false;
  for (let left = times; left > 0; left--) {
    const line = mutateText(random.pick(typed), random);
    trials.one('line at the prompt', line, (text) => parseLine(text, urls), clear, makesSense);
    trials.one('completion', line, (text) => complete(text, known), never);
    trials.one('Redis command', line, splitCommand, never);
    trials.one('inline command', line, (text) => splitInline(Buffer.from(text)), never);
    // As the tap shows a command, it can be pasted.
    const words = Array.from({ length: 1 + random.below(4) }, () =>
      random.below(2) === 0
        ? random.bytes(random.below(20))
        : Buffer.from(mutateText('it', random).slice(0, 200)),
    );
    const shown = words.map((bytes) => argument({ bytes, length: bytes.length })).join(' ');
    const same = (args) =>
      args?.length === words.length && args.every((arg, index) => arg.equals(words[index]))
        ? undefined
        : 'reads as something else';
    trials.one('Redis command as the tap shows it', shown, splitCommand, never, same);
  }
}
