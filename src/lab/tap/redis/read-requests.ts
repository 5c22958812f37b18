import type { ByteReader, Clip, Reading } from '../bytes.js';
import { requestLimit, valueLimit } from '../clip.js';
import { Unreadable } from '../exchange.js';
import type { Commands } from './commands.js';
import { splitInline } from './inline.js';
import { code, count, lineOf } from './resp.js';
import { wholeCommand } from './whole.js';

/** A command as it came; `more` counts the arguments beyond those that are kept. */
export interface Command {
  readonly words: readonly Clip[];
  readonly more: number;
  readonly startMs: number;
}

/** What an argument costs to keep beside its bytes; so that a million empty ones are not kept. */
const overhead = 64;

/** Reads what the client sends, for ever: arrays of bulk strings, and inline commands. */
export function* readRequests(input: ByteReader, commands: Commands): Reading<void> {
  for (;;) {
    while (input.exhausted) yield;
    const startMs = input.nowMs;
    const whole = wholeCommand(input);
    const { words, more } = whole ? { words: whole, more: 0 } : yield* command(input);
    // Empty lines and empty arrays are allowed, and not answered.
    if (words.length > 0) commands.sent({ words, more, startMs });
  }
}

function* command(input: ByteReader): Reading<Omit<Command, 'startMs'>> {
  return (yield* input.peek()) === code('*') ? yield* array(input) : yield* inline(input);
}

function* array(input: ByteReader): Reading<Omit<Command, 'startMs'>> {
  yield* input.byte();
  const total = count(yield* lineOf(input));
  const words: Clip[] = [];
  let room = requestLimit;
  for (let index = 0; index < total; index++) {
    if ((yield* input.byte()) !== code('$')) throw new Unreadable('an argument that is no bulk string');
    const length = count(yield* lineOf(input));
    if (length < 0) throw new Unreadable('an argument of negative length');
    const bytes = yield* input.take(length, Math.min(valueLimit, room));
    yield* input.skip(2);
    if (room > 0) words.push({ bytes, length });
    room = Math.max(0, room - bytes.length - overhead);
  }
  return { words, more: Math.max(0, total) - words.length };
}

function* inline(input: ByteReader): Reading<Omit<Command, 'startMs'>> {
  const line = yield* input.until(code('\n'), valueLimit);
  return { words: splitInline(line.bytes), more: 0 };
}
