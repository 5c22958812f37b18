import type { ByteReader, Reading } from '../bytes.js';
import { Unreadable } from '../exchange.js';

const requests = { cancel: 80877102, ssl: 80877103, gssEncryption: 80877104 } as const;
/** The server refuses longer ones (`MAX_STARTUP_PACKET_LENGTH`). */
const longest = 10_000;

/**
 * The untyped packets that open a connection. See "Message Flow: Start-up" and "SSL Session Encryption"
 * in the manual's chapter on the protocol.
 */
export class Startup {
  #answersDue = 0;

  /**
   * Reads up to the packet that starts a session. Returns false for a cancel request, after which nothing
   * follows. Throws when the client encrypts from the first byte, or speaks another protocol.
   */
  *packets(input: ByteReader): Reading<boolean> {
    for (;;) {
      const length = yield* input.int32();
      if (length < 8 || length > longest) throw new Unreadable('not a start-up packet');
      const code = yield* input.int32();
      yield* input.skip(length - 8);
      if (code === requests.cancel) return false;
      if (code === requests.ssl || code === requests.gssEncryption) this.#answersDue++;
      else if (code >>> 16 === 3) return true;
      else throw new Unreadable('another version of the protocol');
    }
  }

  /** Reads the single bytes that answer encryption requests. Throws when one is not N, for no. */
  *answers(input: ByteReader): Reading<void> {
    for (yield* input.peek(); this.#answersDue > 0; yield* input.peek()) {
      this.#answersDue--;
      if ((yield* input.byte()) !== 'N'.charCodeAt(0)) throw new Unreadable('encrypted');
    }
  }
}
