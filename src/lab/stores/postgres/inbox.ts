import { type Message, typeOf } from './messages.js';

const [flush, query, functionCall, sync, terminate] = ['H', 'Q', 'F', 'S', 'X'].map(typeOf);
const [copyData, copyDone, copyFailed] = ['d', 'c', 'f'].map(typeOf);

/** How far the client has got: asking, or giving data to a COPY that was asked for in either way. */
export type Mode = 'ask' | 'copy-simple' | 'copy-extended';

/** Messages that belong together, because no other connection's may come in between. */
export type Batch = readonly Message[];

/**
 * What a client has sent and the backend has not run. A batch goes up to a Query, Sync or Flush; in a COPY,
 * up to what ends the data (and in the extended protocol the Sync after it).
 */
export class Inbox {
  #messages: Message[] = [];
  #scanned = 0;
  #dataEnded = false;
  #mode: Mode = 'ask';
  #ended = false;
  #bytes = 0;

  push(message: Message): void {
    this.#messages.push(message);
    this.#bytes += message.bytes.length;
  }

  /** The client sends nothing any more. */
  end(): void {
    this.#ended = true;
  }

  /** What the messages take, in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Says how the next messages are to be understood; those that have come already are looked at again. */
  set mode(mode: Mode) {
    this.#mode = mode;
    this.#scanned = 0;
    this.#dataEnded = false;
  }

  /** Takes the next batch; `goodbye` when the client has left; nothing while more must come. */
  take(): Batch | 'goodbye' | undefined {
    for (; this.#scanned < this.#messages.length; this.#scanned++) {
      const type = this.#messages[this.#scanned]?.type;
      if (type === terminate) return 'goodbye';
      if (this.#endsBatch(type)) return this.#cut();
    }
    return this.#ended ? 'goodbye' : undefined;
  }

  #endsBatch(type: number | undefined): boolean {
    if (this.#mode === 'ask' || (this.#mode === 'copy-extended' && this.#dataEnded)) {
      return type === query || type === sync || type === functionCall || (type === flush && !this.#dataEnded);
    }
    // The server ignores these two in the middle of a COPY, and takes whatever it does not expect for its end.
    if (type === copyData || type === flush || type === sync) return false;
    this.#dataEnded = true;
    return this.#mode === 'copy-simple';
  }

  #cut(): Batch {
    const messages = this.#messages.splice(0, this.#scanned + 1);
    this.#bytes -= messages.reduce((bytes, message) => bytes + message.bytes.length, 0);
    this.#scanned = 0;
    this.#dataEnded = false;
    // Left over from a COPY that failed before its data came: the server ignores them too.
    const stray = (type: number) =>
      this.#mode === 'ask' && (type === copyData || type === copyDone || type === copyFailed);
    return messages.filter(({ type }) => !stray(type));
  }
}
