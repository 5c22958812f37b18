import type { Message } from './messages.js';

/** The most that one connection may have waiting, in bytes: a message, or a COPY, beyond it ends the connection. */
export const maxBufferedBytes = 256 * 1024 * 1024;

// As in the server (MAX_STARTUP_PACKET_LENGTH, PQ_SMALL_MESSAGE_LIMIT): a length beyond it is no length.
const maxStartupBytes = 10_000;
const maxSmallMessageBytes = 10_000;
// Without `p`, the answer to a question for a password, which nobody was asked: the backend would end of it, for everyone.
const knownTypes = 'BCDEFHPQSXcdf';
const largeTypes = 'BFPQd';

/** The client sent what no message can be. Its connection must end: there is no way to find the next message. */
export class ProtocolViolation extends Error {}

/**
 * Cuts what a client sends into messages, however it is split on the way. The first is a startup packet,
 * which has no type; after `startupDone()` every message has one.
 */
export class ClientReader {
  #chunks: Buffer[] = [];
  #bytes = 0;
  #startup = true;

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
  }

  /** How many bytes are waiting. */
  get buffered(): number {
    return this.#bytes;
  }

  startupDone(): void {
    this.#startup = false;
  }

  /** The next whole message (type 0 for a startup packet), or nothing yet. Throws a ProtocolViolation. */
  next(): Message | undefined {
    const prefix = this.#startup ? 0 : 1;
    if (this.#bytes < prefix + 4) return undefined;
    const head = this.#head(prefix + 4);
    const type = this.#startup ? 0 : (head[0] ?? 0);
    const length = head.readInt32BE(prefix);
    this.#check(type, length);
    if (this.#bytes < prefix + length) return undefined;
    return { type, bytes: this.#take(prefix + length) };
  }

  #check(type: number, length: number): void {
    if (this.#startup) {
      if (length < 8 || length > maxStartupBytes)
        throw new ProtocolViolation('invalid length of startup packet');
      return;
    }
    const letter = String.fromCharCode(type);
    if (!knownTypes.includes(letter)) throw new ProtocolViolation(`invalid frontend message type ${type}`);
    const most = largeTypes.includes(letter) ? maxBufferedBytes : maxSmallMessageBytes;
    if (length < 4 || length > most) throw new ProtocolViolation('invalid message length');
  }

  /** The first chunk, made long enough to hold `size` bytes. */
  #head(size: number): Buffer {
    const first = this.#chunks[0];
    if (first !== undefined && first.length >= size) return first;
    const all = Buffer.concat(this.#chunks);
    this.#chunks = [all];
    return all;
  }

  #take(size: number): Buffer {
    const head = this.#head(size);
    this.#bytes -= size;
    if (head.length === size) this.#chunks.shift();
    else this.#chunks[0] = head.subarray(size);
    return head.subarray(0, size);
  }
}
