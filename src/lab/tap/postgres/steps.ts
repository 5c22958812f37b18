import { backlogLimit, type Exchange, type RequestContent, Unreadable } from '../exchange.js';
import { Queue } from '../queue.js';
import type { Undo } from './names.js';
import type { Statement } from './statement.js';

/** A message of the client that the server has yet to answer, or the end of what it copies in. */
export interface Step {
  readonly kind: 'parse' | 'bind' | 'describe' | 'close' | 'execute' | 'query' | 'call' | 'sync' | 'copyEnd';
  readonly startMs: number;
  /** The statement or query that it runs. */
  exchange?: Exchange;
  /** The client has asked for the reply at once, by Flush. */
  flushed?: boolean;
  readonly statement?: Statement;
  readonly undo?: Undo;
  /** What failed, if this is where it fails and nothing is executed. */
  readonly content?: () => RequestContent;
}

/** The unanswered messages of a session, in the order in which the server will answer them. */
export class Steps {
  readonly #queue = new Queue<Step>();

  get empty(): boolean {
    return this.#queue.length === 0;
  }

  push(step: Step): void {
    if (this.#queue.length >= backlogLimit) throw new Unreadable('too many messages without a reply');
    this.#queue.push(step);
  }

  /** What the server's next message is about. The end of a copy is not answered. */
  head(): Step | undefined {
    while (this.#queue.peek()?.kind === 'copyEnd') this.#queue.shift();
    return this.#queue.peek();
  }

  shift(): void {
    this.#queue.shift();
  }

  /** The last message that was sent. */
  last(): Step | undefined {
    return this.#queue.last();
  }

  /** The next statement that is to be executed before the next Sync. */
  nextExecution(): Step | undefined {
    for (const step of this.#queue) {
      if (step.kind === 'execute') return step;
      if (step.kind === 'sync') return undefined;
    }
    return undefined;
  }

  /** While it copies in, the server ignores every Sync. Returns whether the copy goes on. */
  beginCopyIn(): boolean {
    let copying = true;
    this.#queue.filter((step) => {
      if (step.kind === 'copyEnd') copying = false;
      return !(copying && step.kind === 'sync');
    });
    return copying;
  }

  /** After an error the server ignores all up to the next Sync: takes that out, and returns it. */
  takeUpToSync(): Step[] {
    const ignored: Step[] = [];
    for (let step = this.head(); step && step.kind !== 'sync'; step = this.head()) {
      ignored.push(step);
      this.#queue.shift();
    }
    return ignored;
  }
}
