import type { ByteReader, Reading } from '../bytes.js';
import { valueLimit } from '../clip.js';
import { Unreadable } from '../exchange.js';
import { errorReply } from './brief.js';
import { oids } from './frontend.js';
import type { Replies } from './replies.js';
import type { Startup } from './startup.js';

/** Messages that may come at any time and answer nothing: notices, parameter reports, notifications. */
const asides = 'NSA';

/** Reads what the server sends, for ever. */
export function* readBackend(input: ByteReader, startup: Startup, replies: Replies): Reading<void> {
  yield* startup.answers(input);
  for (let ready = false; ; ) {
    const type = String.fromCharCode(yield* input.byte());
    const aside = !ready || asides.includes(type);
    if (!aside) replies.begins(type, input.offset - 1);
    const begin = input.position;
    const length = yield* input.int32();
    if (length < 4) throw new Unreadable('a message of impossible length');
    if (!aside) yield* message(input, type, length - 4, replies);
    const left = begin + length - input.position;
    if (left < 0) throw new Unreadable('a message longer than it says');
    yield* input.skip(left);
    // Authentication ends with the first of these.
    ready ||= type === 'Z';
  }
}

function* message(input: ByteReader, type: string, length: number, replies: Replies): Reading<void> {
  switch (type) {
    case 'C': {
      const tag = yield* input.until(0, valueLimit);
      return replies.completed(tag.bytes.toString());
    }
    case 'E': {
      const { text, fatal } = errorReply(yield* input.take(length, valueLimit));
      return replies.failed(text, fatal);
    }
    case 't':
      return replies.parametersDescribed(yield* oids(input));
    case 'Z':
      return replies.ready((yield* input.byte()) === 'I'.charCodeAt(0));
    default:
      return replies.message(type);
  }
}
