import type { ByteReader, Clip, Reading } from '../bytes.js';
import { valueLimit } from '../clip.js';
import { Unreadable } from '../exchange.js';
import type { Commands } from './commands.js';
import { code, count, lineOf } from './resp.js';
import { wholeReply } from './whole.js';

/** A value that the server sent; of an aggregate, how many elements and the first few of them. */
export interface Reply {
  /** Its first byte in RESP, as a character. */
  readonly type: string;
  /** What it says, for a simple value; null for a null and for an aggregate. */
  readonly value: Clip | null;
  /** Of an aggregate; -1 for a null array. A map's is of its pairs. */
  readonly count: number;
  /** Enough of an aggregate to know a message of pub/sub. */
  readonly items: readonly Reply[];
}

const itemsKept = 3;
/** Redis itself nests seldom deeper than 7; a script may. */
const deepest = 512;

/** Reads what the server sends, for ever. Types: the RESP3 specification, with its streamed ones. */
export function* readReplies(input: ByteReader, commands: Commands): Reading<void> {
  for (;;) {
    while (input.exhausted) yield;
    commands.replying(String.fromCharCode(input.chunk[input.offset] ?? 0), input.offset);
    commands.received(wholeReply(input) ?? (yield* reply(input, 0)));
  }
}

function* reply(input: ByteReader, depth: number): Reading<Reply> {
  if (depth > deepest) throw new Unreadable('nested too deep');
  const type = String.fromCharCode(yield* input.byte());
  switch (type) {
    case '+':
    case '-':
    case ':':
    case ',':
    case '#':
    case '(':
      return simple(type, yield* line(input));
    case '_':
    case '.':
      yield* line(input);
      return simple(type, null);
    case '$':
    case '!':
    case '=':
      return simple(type, yield* bulk(input));
    case '*':
    case '~':
    case '>':
    case '%':
      return yield* aggregate(input, type, depth);
    case '|':
      // Attributes precede the value that they are about.
      yield* aggregate(input, '%', depth);
      return yield* reply(input, depth + 1);
    default:
      throw new Unreadable(`not RESP: ${type}`);
  }
}

function simple(type: string, value: Clip | null): Reply {
  return { type, value, count: 0, items: [] };
}

function* line(input: ByteReader): Reading<Clip> {
  const { bytes, length } = yield* input.until(code('\n'), valueLimit);
  return bytes.length === length ? clipOf(bytes.subarray(0, -1)) : { bytes, length: length - 1 };
}

function clipOf(bytes: Buffer): Clip {
  return { bytes, length: bytes.length };
}

function* bulk(input: ByteReader): Reading<Clip | null> {
  const header = yield* lineOf(input);
  if (header === '?') return yield* streamed(input);
  const length = count(header);
  if (length < 0) return null;
  const bytes = yield* input.take(length, valueLimit);
  yield* input.skip(2);
  return { bytes, length };
}

/** A string in pieces, `;<length>` each, up to one of length 0. */
function* streamed(input: ByteReader): Reading<Clip> {
  let bytes = Buffer.alloc(0);
  let length = 0;
  for (;;) {
    if ((yield* input.byte()) !== code(';')) throw new Unreadable('a streamed string without its next piece');
    const piece = count(yield* lineOf(input));
    if (piece <= 0) return { bytes, length };
    bytes = Buffer.concat([bytes, yield* input.take(piece, Math.max(0, valueLimit - bytes.length))]);
    length += piece;
    yield* input.skip(2);
  }
}

function* aggregate(input: ByteReader, type: string, depth: number): Reading<Reply> {
  const header = yield* lineOf(input);
  const perEntry = type === '%' ? 2 : 1;
  const total = header === '?' ? Number.POSITIVE_INFINITY : count(header) * perEntry;
  const items: Reply[] = [];
  let read = 0;
  for (; read < total; read++) {
    const item = yield* reply(input, depth + 1);
    if (item.type === '.') break;
    if (items.length < itemsKept) items.push(item);
  }
  return { type, value: null, count: total < 0 ? -1 : read / perEntry, items };
}
