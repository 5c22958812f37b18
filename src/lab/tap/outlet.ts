import type { Socket } from 'node:net';
import type { Mode } from './disturbance.js';
import type { HeldReply } from './hold.js';
import { Queue } from './queue.js';

/** Bytes to be handed on together, and what must be so before. */
export interface Segment {
  readonly bytes: Buffer;
  /** Not before this moment, on the clock of `performance.now()`. */
  readonly dueMs?: number;
  /** Not before this is released. */
  readonly hold?: HeldReply | undefined;
  /** Called when the bytes have been handed on. */
  readonly after?: () => void;
}

/** How much may be kept back in one direction before its sender is told to wait, in bytes. */
const keptLimit = 1024 * 1024;

/**
 * One direction of a connection: hands on what is pushed, in order, as fast as the receiver takes it, and
 * makes the sender wait when that is too slow.
 */
export class Outlet {
  readonly #queue = new Queue<Segment>();
  #kept = 0;
  #blocked = false;
  #ending: 'no' | 'end' | 'close' = 'no';
  #timer: NodeJS.Timeout | undefined;

  constructor(
    readonly from: Socket,
    readonly to: Socket,
    readonly mode: Mode,
  ) {
    to.on('drain', () => {
      this.#blocked = false;
      this.pump();
    });
  }

  get empty(): boolean {
    return this.#queue.length === 0;
  }

  push(segment: Segment): void {
    if (this.empty && this.#mayPass(segment)) {
      // Nearly always so. If it is too much for the receiver, what comes next waits, and makes the sender wait.
      this.#pass(segment);
    } else {
      this.#queue.push(segment);
      this.#kept += segment.bytes.length;
      this.pump();
    }
  }

  /** The sender has ended (`end`) or is gone (`close`): passes that on after all that was pushed. */
  finish(how: 'end' | 'close'): void {
    this.#ending = how;
    this.pump();
  }

  /** Throws away what is kept. */
  discard(): void {
    clearTimeout(this.#timer);
    this.#queue.clear();
    this.#kept = 0;
  }

  /** Hands on what may be. To be called when a hold or a silence has ended. */
  pump(): void {
    clearTimeout(this.#timer);
    for (let head = this.#queue.peek(); head && this.#mayPass(head); head = this.#queue.peek()) {
      this.#queue.shift();
      this.#kept -= head.bytes.length;
      this.#pass(head);
    }
    if (this.empty && !this.mode.silent) {
      if (this.#ending === 'end') this.to.end();
      if (this.#ending === 'close') this.to.destroySoon();
    }
    if (this.#mayRead()) this.from.resume();
    else this.from.pause();
  }

  #pass({ bytes, after }: Segment): void {
    if (bytes.length > 0 && this.to.writable) this.#blocked = !this.to.write(bytes);
    after?.();
  }

  #mayPass({ hold, dueMs = 0 }: Segment): boolean {
    if (this.#blocked || this.mode.silent) return false;
    if (hold && !hold.released) return false;
    if (dueMs === 0) return true;
    const waitMs = dueMs - performance.now();
    if (waitMs <= 0) return true;
    this.#timer = setTimeout(() => this.pump(), Math.ceil(waitMs));
    return false;
  }

  /** A reply to be held must arrive whole, or nobody would learn that it is held. */
  #mayRead(): boolean {
    if (this.#blocked) return false;
    if (this.#kept <= keptLimit) return true;
    for (const { hold } of this.#queue) if (hold && !hold.arrived) return true;
    return false;
  }
}
