/** A parser written as straight code: it yields whenever it has used up the bytes it was given. */
export type Reading<T> = Generator<undefined, T, undefined>;

/** The beginning of a run of bytes, and how long the whole was. */
export interface Clip {
  readonly bytes: Buffer;
  readonly length: number;
}

const nothing = Buffer.alloc(0);

/**
 * A stream of bytes that comes in chunks cut anywhere. Keeps no more than it was asked to keep, so a
 * value of any size can go by.
 */
export class ByteReader {
  #chunk: Buffer = nothing;
  #at = 0;
  #before = 0;
  #nowMs = 0;

  /** Gives it the next chunk; what was left of the last one must have been read. */
  feed(chunk: Buffer, nowMs: number): void {
    this.#before += this.#chunk.length;
    this.#chunk = chunk;
    this.#at = 0;
    this.#nowMs = nowMs;
  }

  /** The present chunk. What is read of it past this reader must be told to `advance`. */
  get chunk(): Buffer {
    return this.#chunk;
  }

  /** Whether all of the present chunk has been read. */
  get exhausted(): boolean {
    return this.#at === this.#chunk.length;
  }

  /** Passes over bytes of the present chunk; there must be as many. */
  advance(length: number): void {
    this.#at += length;
  }

  /** Where in the present chunk the next byte is. */
  get offset(): number {
    return this.#at;
  }

  /** How many bytes have been read since the beginning. */
  get position(): number {
    return this.#before + this.#at;
  }

  /** When the present chunk came, on the clock of `performance.now()`, in ms. */
  get nowMs(): number {
    return this.#nowMs;
  }

  /** The next byte, which stays to be read. */
  *peek(): Reading<number> {
    while (this.#at === this.#chunk.length) yield;
    return this.#chunk[this.#at] as number;
  }

  *byte(): Reading<number> {
    const byte = yield* this.peek();
    this.#at++;
    return byte;
  }

  /** The next `length` bytes, of which only the first `keep` are returned. */
  *take(length: number, keep = length): Reading<Buffer> {
    if (this.#at + length <= this.#chunk.length) {
      const all = this.#part(length);
      return keep < length ? all.subarray(0, keep) : all;
    }
    const parts: Buffer[] = [];
    let kept = 0;
    for (let left = length; left > 0; ) {
      while (this.#at === this.#chunk.length) yield;
      const part = this.#part(left);
      left -= part.length;
      if (kept < keep) parts.push(part.subarray(0, keep - kept));
      kept += part.length;
    }
    return Buffer.concat(parts);
  }

  /** Passes over the next `length` bytes. */
  *skip(length: number): Reading<void> {
    let left = length;
    while (left > this.#chunk.length - this.#at) {
      left -= this.#chunk.length - this.#at;
      this.#at = this.#chunk.length;
      yield;
    }
    this.#at += left;
  }

  /** All up to the next `delimiter`, which is read but not returned; at most `keep` bytes are kept. */
  *until(delimiter: number, keep: number): Reading<Clip> {
    const parts: Buffer[] = [];
    let length = 0;
    for (;;) {
      while (this.#at === this.#chunk.length) yield;
      const found = this.#chunk.indexOf(delimiter, this.#at);
      const part = this.#part(found < 0 ? this.#chunk.length : found - this.#at);
      if (length < keep) parts.push(part.length > keep - length ? part.subarray(0, keep - length) : part);
      length += part.length;
      if (found >= 0) break;
    }
    this.#at++;
    return { bytes: parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts), length };
  }

  *int16(): Reading<number> {
    if (this.#at + 2 > this.#chunk.length) return (yield* this.take(2)).readUInt16BE();
    this.#at += 2;
    return this.#chunk.readUInt16BE(this.#at - 2);
  }

  /** Signed. */
  *int32(): Reading<number> {
    if (this.#at + 4 > this.#chunk.length) return (yield* this.take(4)).readInt32BE();
    this.#at += 4;
    return this.#chunk.readInt32BE(this.#at - 4);
  }

  #part(most: number): Buffer {
    const part = this.#chunk.subarray(this.#at, this.#at + most);
    this.#at += part.length;
    return part;
  }
}

/** Turns a parser into a function that takes the chunks as they come. What the parser throws, it throws. */
export function incremental(
  parser: (input: ByteReader) => Reading<void>,
): (chunk: Buffer, nowMs: number) => void {
  const input = new ByteReader();
  const reading = parser(input);
  return (chunk, nowMs) => {
    input.feed(chunk, nowMs);
    reading.next();
  };
}
