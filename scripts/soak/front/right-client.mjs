import { createConnection } from 'node:net';
import { writeSplit } from '../wire/write-split.mjs';
import { asking } from './asking.mjs';
import { front, word } from './messages.mjs';

/** Only about liveness: far longer than anything takes on a busy machine. */
const deadlineMs = 60_000;

/** A client that does everything right, and knows what it must be answered. */
export class RightClient {
  /** How many messages it has sent, and how many answers were compared. */
  sent = 0;
  compared = 0;
  #bytes = Buffer.alloc(0);
  #words = [];
  #closed = false;
  #wake = () => undefined;

  constructor(port, number, random) {
    this.me = { name: `right_${number}`, number, count: 0, id: 0, prepared: new Set(), set: false };
    this.random = random;
    this.socket = createConnection({ port, host: '127.0.0.1', noDelay: true });
    this.socket.on('data', (chunk) => this.#receive(chunk));
    this.socket.on('error', () => undefined);
    this.socket.on('close', () => {
      this.#closed = true;
      this.#wake();
    });
  }

  /** Introduces itself and makes its table. */
  async begin() {
    await this.#ask({ send: [front.startup], expect: ['R', 'K', 'Z:I'] });
    const { name } = this.me;
    const sql = `DROP TABLE IF EXISTS ${name}; CREATE TABLE ${name} (a int)`;
    await this.#ask({ send: [front.query(sql)], expect: ['C:DROP TABLE', 'C:CREATE TABLE', 'Z:I'] });
  }

  /** Asks for one thing; throws when the answer is wrong, or does not come. */
  async ask() {
    this.me.id++;
    for (const turn of this.random.pick(asking)(this.me, this.random)) {
      await this.#ask(turn);
      turn.afterwards?.();
    }
  }

  end() {
    this.socket.end(front.terminate);
  }

  async #ask({ send, expect }) {
    this.sent += send.length;
    await writeSplit(this.socket, Buffer.concat(send), this.random);
    await this.#until(expect);
    const got = this.#words.splice(0, expect.length);
    this.compared += got.length;
    if (got.join('\n') !== expect.join('\n') || this.#words.length > 0) {
      const all = [...got, ...this.#words].map((one) => one.slice(0, 200));
      throw new Error(
        `${this.me.name} was answered ${all.join(' ')} instead of ${expect.join(' ').slice(0, 500)}`,
      );
    }
  }

  /** Waits for so many answers, or for as many ends of answers: a wrong answer may be shorter. */
  async #until(expect) {
    const ends = (words) => words.filter((one) => one.startsWith('Z')).length;
    const due = ends(expect) || Number.POSITIVE_INFINITY;
    const deadline = performance.now() + deadlineMs;
    while (this.#words.length < expect.length && ends(this.#words) < due && !this.#closed) {
      if (performance.now() > deadline)
        throw new Error(`${this.me.name} waits in vain for ${expect.join(' ')}`);
      let timer;
      await new Promise((resolve) => {
        this.#wake = resolve;
        timer = setTimeout(resolve, deadlineMs);
      });
      clearTimeout(timer);
    }
  }

  #receive(chunk) {
    this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk]);
    let at = 0;
    while (this.#bytes.length - at >= 5) {
      const size = 1 + this.#bytes.readInt32BE(at + 1);
      if (this.#bytes.length - at < size) break;
      const seen = word(this.#bytes.subarray(at, at + size));
      if (seen !== undefined) this.#words.push(seen);
      at += size;
    }
    this.#bytes = this.#bytes.subarray(at);
    this.#wake();
  }
}
