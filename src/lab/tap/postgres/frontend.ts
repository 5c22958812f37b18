import type { ByteReader, Clip, Reading } from '../bytes.js';
import { requestLimit, valueLimit } from '../clip.js';
import { Unreadable } from '../exchange.js';
import type { Session } from './session.js';
import type { Startup } from './startup.js';
import { type BoundValue, sqlText } from './statement.js';

/** Reads what the client sends, for ever. Message formats: the manual's "Message Formats". */
export function* readFrontend(input: ByteReader, startup: Startup, session: Session): Reading<void> {
  if (!(yield* startup.packets(input))) return;
  for (;;) {
    const type = String.fromCharCode(yield* input.byte());
    const startMs = input.nowMs;
    const begin = input.position;
    const length = yield* input.int32();
    if (length < 4) throw new Unreadable('a message of impossible length');
    yield* message(input, type, startMs, session);
    const left = begin + length - input.position;
    if (left < 0) throw new Unreadable('a message longer than it says');
    yield* input.skip(left);
  }
}

function* message(input: ByteReader, type: string, startMs: number, session: Session): Reading<void> {
  switch (type) {
    case 'Q':
      return session.query(sqlText(yield* input.until(0, valueLimit)), startMs);
    case 'P': {
      const name = yield* string(input);
      const sql = sqlText(yield* input.until(0, valueLimit));
      return session.parse(name, { sql, types: yield* oids(input) }, startMs);
    }
    case 'B': {
      const portal = yield* string(input);
      const statement = yield* string(input);
      return session.bind(portal, statement, yield* boundValues(input), startMs);
    }
    case 'D':
    case 'C': {
      const what = (yield* input.byte()) === 'S'.charCodeAt(0) ? 'statement' : 'portal';
      const name = yield* string(input);
      return type === 'D' ? session.describe(what, name, startMs) : session.close(what, name, startMs);
    }
    case 'E': {
      const portal = yield* string(input);
      return session.execute(portal, yield* input.int32(), startMs);
    }
    case 'F':
      return session.call(startMs);
    case 'S':
      return session.sync(startMs);
    case 'H':
      return session.flush();
    case 'c':
    case 'f':
      return session.copyEnded(startMs);
    case 'd':
    case 'p':
    case 'X':
      return;
    default:
      throw new Unreadable(`an unknown message: ${type}`);
  }
}

function* string(input: ByteReader): Reading<string> {
  return (yield* input.until(0, valueLimit)).bytes.toString();
}

/** The type OIDs that Parse and ParameterDescription list. */
export function* oids(input: ByteReader): Reading<number[]> {
  const types: number[] = [];
  for (let left = yield* input.int16(); left > 0; left--) types.push((yield* input.int32()) >>> 0);
  return types;
}

function* boundValues(input: ByteReader): Reading<BoundValue[]> {
  const formats: number[] = [];
  for (let left = yield* input.int16(); left > 0; left--) formats.push(yield* input.int16());
  const values: BoundValue[] = [];
  let room = requestLimit;
  const count = yield* input.int16();
  for (let index = 0; index < count; index++) {
    const length = yield* input.int32();
    if (length < 0) {
      values.push(null);
      continue;
    }
    const bytes = yield* input.take(length, Math.min(valueLimit, room));
    room -= bytes.length;
    const clip: Clip = { bytes, length };
    values.push({ clip, binary: (formats.length === 1 ? formats[0] : formats[index]) === 1 });
  }
  return values;
}
