import type { ByteReader, Clip } from '../bytes.js';
import { valueLimit } from '../clip.js';
import type { Reply } from './read-replies.js';
import { code } from './resp.js';

const [cr, lf, zero, nine] = ['\r', '\n', '0', '9'].map(code) as [number, number, number, number];
const [array, bulk, minus, one] = ['*', '$', '-', '1'].map(code) as [number, number, number, number];
const lines = new Set([...'+-:,#('].map(code));
/** So that a length stays a small integer. */
const mostDigits = 8;
const noItems: readonly Reply[] = [];

/**
 * The next command, when it is an array of bulk strings that lies whole in the present chunk, as nearly all do; it is
 * read then. Anything else, also what is no command, is not touched, and undefined is returned: it is for the reader
 * that takes it piece by piece.
 */
export function wholeCommand(input: ByteReader): Clip[] | undefined {
  const whole = new Whole(input.chunk, input.offset);
  if (whole.byte() !== array) return undefined;
  const words: Clip[] = [];
  for (let left = whole.count(); left !== 0; left--) {
    const bytes = left > 0 && whole.byte() === bulk ? whole.bytes() : undefined;
    if (bytes === undefined) return undefined;
    words.push({ bytes, length: bytes.length });
  }
  return whole.readBy(input) ? words : undefined;
}

/** The same for a reply: a line, a bulk string or its null. */
export function wholeReply(input: ByteReader): Reply | undefined {
  const whole = new Whole(input.chunk, input.offset);
  const first = whole.byte();
  let value: Clip | null = null;
  if (first !== bulk || !whole.isNull()) {
    const bytes = first === bulk ? whole.bytes() : lines.has(first) ? whole.line() : undefined;
    if (bytes === undefined) return undefined;
    value = { bytes, length: bytes.length };
  }
  if (!whole.readBy(input)) return undefined;
  return { type: String.fromCharCode(first), value, count: 0, items: noItems };
}

/** Reads within one chunk. */
class Whole {
  #at: number;

  constructor(
    private readonly chunk: Buffer,
    private readonly from: number,
  ) {
    this.#at = from;
  }

  /** The next byte; NaN after the last. */
  byte(): number {
    return this.chunk[this.#at++] ?? Number.NaN;
  }

  /** A line that is a length or a count; NaN when it is not. */
  count(): number {
    const from = this.#at;
    let value = 0;
    for (let byte = this.byte(); byte >= zero && byte <= nine; byte = this.byte()) {
      value = value * 10 + byte - zero;
    }
    const digits = this.#at - 1 - from;
    const regular = digits > 0 && digits <= mostDigits && this.chunk[this.#at - 1] === cr;
    return regular && this.byte() === lf ? value : Number.NaN;
  }

  /** A length, and as many bytes, and the end of their line. */
  bytes(): Buffer | undefined {
    const length = this.count();
    const end = this.#at + length;
    // Written so that NaN is refused.
    if (!(end + 2 <= this.chunk.length)) return undefined;
    const bytes = this.chunk.subarray(this.#at, end);
    this.#at = end + 2;
    return bytes;
  }

  /** `-1` instead of a length; reads it only then. */
  isNull(): boolean {
    const { chunk } = this;
    const at = this.#at;
    const found =
      chunk[at] === minus && chunk[at + 1] === one && chunk[at + 2] === cr && chunk[at + 3] === lf;
    if (found) this.#at += 4;
    return found;
  }

  /** All up to the end of the line, which is two bytes. */
  line(): Buffer | undefined {
    const end = this.chunk.indexOf(lf, this.#at);
    if (end < 0) return undefined;
    const bytes = this.chunk.subarray(this.#at, end - 1);
    this.#at = end + 1;
    return bytes;
  }

  /** Takes from `input` what has been read here; unless it was so much that parts of it must not be kept. */
  readBy(input: ByteReader): boolean {
    const length = this.#at - this.from;
    if (length > valueLimit) return false;
    input.advance(length);
    return true;
  }
}
