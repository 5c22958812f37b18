import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { cstring, int32, type Message, message, typeOf } from '../messages.js';

const deadlineMs = 10_000;

/** A client that sends whatever it is told, and keeps what comes. */
export class RawClient {
  readonly received: Message[] = [];
  closed = false;
  #bytes = Buffer.alloc(0);

  private constructor(readonly socket: Socket) {
    socket.on('data', (chunk) => {
      this.#bytes = Buffer.concat([this.#bytes, chunk]);
      while (this.#bytes.length >= 5 && this.#bytes.length > this.#bytes.readInt32BE(1)) {
        const size = 1 + this.#bytes.readInt32BE(1);
        this.received.push({ type: this.#bytes[0] ?? 0, bytes: this.#bytes.subarray(0, size) });
        this.#bytes = this.#bytes.subarray(size);
      }
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.closed = true;
    });
  }

  /** A connection on which nothing has been sent. */
  static async connect(port: number): Promise<RawClient> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    await once(socket, 'connect');
    return new RawClient(socket);
  }

  /** A connection that has been let in. */
  static async open(port: number): Promise<RawClient> {
    const client = await RawClient.connect(port);
    client.send(startupPacket({ user: 'raw' }));
    await client.until('Z');
    return client;
  }

  send(...parts: readonly Buffer[]): void {
    this.socket.write(Buffer.concat(parts));
  }

  /** Sends in pieces of `size` bytes, each in a packet of its own as far as that can be had. */
  async sendSplit(bytes: Buffer, size: number): Promise<void> {
    for (let at = 0; at < bytes.length; at += size) {
      this.socket.write(bytes.subarray(at, at + size));
      await new Promise(setImmediate);
    }
  }

  /** Takes what has come, up to and including the next message of this type; fails after a deadline. */
  async until(letter: string): Promise<Message[]> {
    await this.wait(() => this.received.some(({ type }) => type === typeOf(letter)), `a message ${letter}`);
    const end = this.received.findIndex(({ type }) => type === typeOf(letter));
    return this.received.splice(0, end + 1);
  }

  /** Waits until the front has ended the connection; gives what came before. */
  async untilClosed(): Promise<Message[]> {
    await this.wait(() => this.closed, 'the end of the connection');
    return this.received.splice(0);
  }

  async wait(holds: () => boolean, what: string): Promise<void> {
    const deadline = Date.now() + deadlineMs;
    while (!holds()) {
      if (Date.now() > deadline) throw new Error(`waited in vain for ${what}; got ${letters(this.received)}`);
      await sleep(5);
    }
  }
}

export function startupPacket(parameters: Readonly<Record<string, string>>, version = 3 << 16): Buffer {
  const fields = Object.entries(parameters).flatMap(([name, value]) => [cstring(name), cstring(value)]);
  const body = Buffer.concat([int32(version), ...fields, Buffer.alloc(1)]);
  return Buffer.concat([int32(body.length + 4), body]);
}

/** The types of messages, as a word. */
export const letters = (messages: readonly Message[]): string =>
  messages.map(({ type }) => String.fromCharCode(type)).join('');

/** All that messages say, with a dot for every byte that is no printable character. */
export const textOf = (messages: readonly Message[]): string =>
  messages.map(({ bytes }) => bytes.toString('latin1').replace(/[^ -~]/g, '.')).join('|');

const int16 = (value: number) => Buffer.from([value >> 8, value & 0xff]);

export const parse = (name: string, sql: string): Buffer =>
  message('P', cstring(name), cstring(sql), int16(0));

/** Binds text parameters to the unnamed portal. */
export function bind(statement: string, ...values: readonly string[]): Buffer {
  const fields = values.flatMap((value) => [int32(Buffer.byteLength(value)), Buffer.from(value)]);
  return message('B', cstring(''), cstring(statement), int16(0), int16(values.length), ...fields, int16(0));
}

export const execute = message('E', cstring(''), int32(0));
export const flush = message('H');
export const copyData = (text: string): Buffer => message('d', Buffer.from(text));
export const copyDone = message('c');
