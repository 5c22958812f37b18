import type { ByteReader, Reading } from '../../../tap/bytes.js';
import { Unreadable } from '../../../tap/exchange.js';
import { splitInline } from '../../../tap/redis/inline.js';
import { code, count, lineOf } from '../../../tap/redis/resp.js';
import { encodeCommand } from '../../redis/connection.js';
import type { Rules } from './rules.js';

/** What becomes of a client's bytes, in the order in which they came. */
export interface Verdicts {
  /** A command begins with the next byte to be read. What comes is kept until a verdict. */
  begin(): void;
  /** All of the command may pass, also what is still to come of it. */
  pass(): void;
  /** These bytes go in place of all of the command. */
  replace(bytes: Buffer): void;
}

/** No name of a command is longer, and no argument of one that has to be judged by them. */
const longestName = 64;
const longestArgument = 4096;
const mostArguments = 64;
/** As in the server (PROTO_INLINE_MAX_SIZE). */
const longestLine = 64 * 1024;

/**
 * Reads a client's commands, for ever, as Redis does (`processInputBuffer`), and judges each as early as it can. Throws
 * Unreadable where Redis would end the connection, and where the two could read differently.
 */
export function* readAndJudge(input: ByteReader, rules: Rules, verdicts: Verdicts): Reading<void> {
  for (;;) {
    const first = yield* input.peek();
    verdicts.begin();
    if (first === code('*')) yield* array(input, rules, verdicts);
    else yield* inline(input, rules, verdicts);
  }
}

function* array(input: ByteReader, rules: Rules, verdicts: Verdicts): Reading<void> {
  yield* input.byte();
  const total = count(yield* lineOf(input));
  if (total <= 0) return verdicts.pass();
  const name = yield* argument(input, longestName);
  let left = total - 1;
  const words = [name ?? ''];
  if (name !== undefined && rules.dependsOnArguments(name.toUpperCase())) {
    for (; left > 0; left--) {
      const word = words.length > mostArguments ? undefined : yield* argument(input, longestArgument);
      if (word === undefined) throw new Unreadable(`${name} with arguments beyond reason`);
      words.push(word);
    }
  }
  judge(words, rules, verdicts, undefined);
  for (; left > 0; left--) yield* input.skip((yield* lengthOf(input)) + 2);
}

/** The next argument; undefined, and passed over, when it is longer than that. */
function* argument(input: ByteReader, longest: number): Reading<string | undefined> {
  const length = yield* lengthOf(input);
  if (length > longest) {
    yield* input.skip(length + 2);
    return undefined;
  }
  const bytes = yield* input.take(length);
  const text = bytes.toString('utf8');
  yield* input.skip(2);
  return text;
}

function* lengthOf(input: ByteReader): Reading<number> {
  if ((yield* input.byte()) !== code('$')) throw new Unreadable('an argument that is no bulk string');
  const length = count(yield* lineOf(input));
  if (length < 0) throw new Unreadable('an argument of negative length');
  return length;
}

function* inline(input: ByteReader, rules: Rules, verdicts: Verdicts): Reading<void> {
  const { bytes, length } = yield* input.until(code('\n'), longestLine);
  if (length > longestLine) throw new Unreadable('a line that is too long');
  const words = splitInline(bytes).map((word) => word.bytes);
  if (words.length === 0) return verdicts.pass();
  // Where quotes, escapes and zero bytes leave doubt about what Redis would read, it gets what was judged.
  const plain = !/["'\\\0]/.test(bytes.toString('latin1'));
  const text = words.map((word) => word.toString('utf8'));
  judge(text, rules, verdicts, plain ? undefined : encodeCommand(words));
}

function judge(
  words: readonly string[],
  rules: Rules,
  verdicts: Verdicts,
  instead: Buffer | undefined,
): void {
  const reason = rules.refusal(words);
  if (reason !== undefined)
    verdicts.replace(impossible(`${words[0]?.toUpperCase()} (not passed on: ${reason})`));
  else if (instead) verdicts.replace(instead);
  else verdicts.pass();
}

/**
 * A command that no Redis knows: the error with its name comes back in the place of the reply, also in a pipeline, and lets
 * a transaction fail. Redis repeats up to 128 characters of it.
 */
export function impossible(name: string): Buffer {
  return encodeCommand([name.slice(0, 128)]);
}
