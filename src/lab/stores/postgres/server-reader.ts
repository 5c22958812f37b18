import { type Message, typeOf } from './messages.js';

const headerBytes = 5;
// Rows and COPY data make up nearly everything: they pass without being put together first.
const [row, copyData] = ['D', 'd'].map(typeOf);

/** Where what the server says goes: `message` for a whole one, `raw` for pieces of rows and COPY data. */
export interface ServerOutput {
  message(message: Message): void;
  raw(bytes: Buffer): void;
}

/**
 * Cuts the server's output into messages. It comes in pieces of any size, whose memory is reused after
 * `push` returns: a piece is copied once, here.
 */
export class ServerReader {
  #rest: Buffer = Buffer.alloc(0);
  #passingBytes = 0;

  constructor(private readonly output: ServerOutput) {}

  push(piece: Uint8Array): void {
    const bytes = Buffer.concat([this.#rest, piece]);
    let at = 0;
    let passFrom = 0;
    const pass = (to: number) => {
      if (to > passFrom) this.output.raw(bytes.subarray(passFrom, to));
      passFrom = to;
    };
    while (at < bytes.length) {
      if (this.#passingBytes === 0) {
        if (bytes.length - at < headerBytes) break;
        const type = bytes[at] ?? 0;
        const size = 1 + bytes.readInt32BE(at + 1);
        if (type !== row && type !== copyData) {
          if (bytes.length - at < size) break;
          pass(at);
          at += size;
          passFrom = at;
          this.output.message({ type, bytes: bytes.subarray(at - size, at) });
          continue;
        }
        this.#passingBytes = size;
      }
      const size = Math.min(this.#passingBytes, bytes.length - at);
      this.#passingBytes -= size;
      at += size;
    }
    pass(at);
    this.#rest = bytes.subarray(at);
  }
}
