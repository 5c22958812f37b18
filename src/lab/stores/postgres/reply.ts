import { type Message, readCstring, typeOf } from './messages.js';
import type { ServerOutput } from './server-reader.js';

const [parseComplete, closeComplete, commandComplete, copyInResponse] = ['1', '3', 'C', 'G'].map(typeOf);
const [errorResponse, notification, ready] = ['E', 'A', 'Z'].map(typeOf);

// Small messages go out together. A large result leaves while it is being made, in the backend's pieces of 8 KiB, so
// that its client reads meanwhile.
const lumpBytes = 4 * 1024;

/** What a reply may need of the session that it is for. */
export interface ReplyOptions {
  /** How many CopyInResponses the client has had: nothing up to the last of these goes to it again. */
  readonly answeredCopies: number;
  /** See `Prepared`. */
  readonly completions: (() => boolean)[];
  send(bytes: Buffer): void;
  error(bytes: Buffer): Buffer;
  tag(tag: string): void;
  notification(bytes: Buffer): void;
}

/** Passes what the backend says to one batch on to its client, and notes what matters to us. */
export class Reply implements ServerOutput {
  /** The transaction status of its ReadyForQuery, if there was one. */
  status: string | undefined;
  /** Whether it ended in asking the client for a COPY's data; then the batch has been undone. */
  wantsCopy = false;
  failed = false;
  #copies = 0;
  #lump: Buffer[] = [];
  #lumpBytes = 0;

  constructor(private readonly options: ReplyOptions) {}

  raw(bytes: Buffer): void {
    if (!this.#hidden) this.#emit(bytes);
  }

  message({ type, bytes }: Message): void {
    if (type === parseComplete || type === closeComplete) {
      const visible = this.options.completions.shift()?.() ?? true;
      if (visible) this.raw(bytes);
      return;
    }
    if (type === copyInResponse) this.#copyIn(bytes);
    else if (type === errorResponse) this.#error(bytes);
    else if (this.#hidden) return;
    else if (type === notification) {
      this.flush();
      this.options.notification(bytes);
    } else {
      if (type === commandComplete) this.options.tag(readCstring(bytes, 5).text);
      if (type === ready) this.status = String.fromCharCode(bytes[5] ?? 0);
      this.#emit(bytes);
    }
  }

  /** Sends what has gathered. */
  flush(): void {
    const [first] = this.#lump;
    if (first) this.options.send(this.#lump.length === 1 ? first : Buffer.concat(this.#lump));
    this.#lump = [];
    this.#lumpBytes = 0;
  }

  get #hidden(): boolean {
    return this.wantsCopy || this.#copies < this.options.answeredCopies;
  }

  #copyIn(bytes: Buffer): void {
    this.#copies++;
    if (this.#copies <= this.options.answeredCopies) return;
    this.#emit(bytes);
    this.wantsCopy = true;
  }

  #error(bytes: Buffer): void {
    if (this.wantsCopy) return;
    this.failed = true;
    // Also where the client has had the answer up to a later place: the batch fails earlier when it is run again.
    this.#copies = this.options.answeredCopies;
    this.#emit(this.options.error(bytes));
  }

  #emit(bytes: Buffer): void {
    this.#lump.push(bytes);
    this.#lumpBytes += bytes.length;
    if (this.#lumpBytes >= lumpBytes) this.flush();
  }
}
