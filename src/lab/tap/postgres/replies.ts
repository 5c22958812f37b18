import { type Exchange, type ExchangeLog, Unreadable } from '../exchange.js';
import { commandReply, emptyQuery, rowCount } from './brief.js';
import type { Names } from './names.js';
import type { Step, Steps } from './steps.js';

/** Matches the server's messages with what the client has sent. */
export class Replies {
  /** The server is reading a COPY FROM STDIN, and ignores Sync. */
  copyingIn = false;
  #begun: Exchange | undefined;
  #rows = 0;
  /** What the statements of one simple query were answered with, so far. */
  #parts: string[] = [];
  /** Executed, but an implicit transaction is only committed at Sync, and that may fail. */
  #unsettled: Exchange | undefined;
  /** After an error, the server ignores what comes before the next Sync. */
  #skipping = false;

  constructor(
    readonly log: ExchangeLog,
    readonly steps: Steps,
    readonly names: Names,
  ) {}

  /** The client has sent one more message. */
  sent(step: Step): void {
    if (step.kind !== 'sync') this.#settle();
    if (this.#skipping) this.#skip();
  }

  /** The client wants to see the replies now, and may never send a Sync. */
  flush(): void {
    this.#settle();
    const last = this.steps.last();
    if (last) last.flushed = true;
  }

  /** A message of the server begins at this offset of the chunk. */
  begins(type: string, offset: number): void {
    const head = this.steps.head();
    const exchange = head?.exchange ?? (type === 'E' ? this.steps.nextExecution()?.exchange : undefined);
    if (!exchange || exchange === this.#begun) return;
    this.#begun = exchange;
    this.log.replying(exchange, offset);
  }

  /** A message whose content does not matter. */
  message(type: string): void {
    const head = this.steps.head();
    if (!head) return;
    if (type === 'D') this.#rows++;
    else if (type === '1') this.#answered(head, 'parse');
    else if (type === '2') this.#answered(head, 'bind');
    else if (type === '3') this.#answered(head, 'close');
    else if (type === 'n') this.#answered(head, 'describe');
    else if (type === 'T' && head.kind === 'describe') this.#answered(head, 'describe');
    else if (type === 'I') this.#statementDone(head, emptyQuery);
    else if (type === 's') this.#statementDone(head, `${rowCount(this.#rows)}, more to come`);
    else if (type === 'G') this.copyingIn = this.steps.beginCopyIn();
    else if (type === 'W') throw new Unreadable('replication');
  }

  /** ParameterDescription. */
  parametersDescribed(types: number[]): void {
    const statement = this.steps.head()?.statement;
    if (statement) statement.types = types;
  }

  /** CommandComplete, with its tag. */
  completed(tag: string): void {
    const head = this.steps.head();
    this.copyingIn = false;
    if (head) this.#statementDone(head, commandReply(tag, this.#rows));
  }

  /** ErrorResponse. */
  failed(error: string, fatal: boolean): void {
    const head = this.steps.head();
    this.copyingIn = false;
    this.#rows = 0;
    if (!head) return;
    if (head.kind === 'query') this.#queryFailed(head, error, fatal);
    else if (head.kind === 'sync') this.#commitFailed(error);
    else if (head.kind !== 'call') this.#batchFailed(head, error);
  }

  /** ReadyForQuery; `idle` when no transaction is open. */
  ready(idle: boolean): void {
    this.#settle();
    const head = this.steps.head();
    if (!head) return;
    if (head.kind === 'query') this.#finish(head.exchange, this.#parts.join(', '));
    else if (head.kind !== 'sync' && head.kind !== 'call') throw new Unreadable('ready too early');
    this.#parts = [];
    this.#rows = 0;
    this.steps.shift();
    if (idle && this.steps.empty) this.names.endTransaction();
  }

  #answered(head: Step, kind: Step['kind']): void {
    if (head.kind !== kind) throw new Unreadable(`the answer to ${kind} came for ${head.kind}`);
    this.steps.shift();
  }

  #statementDone(head: Step, reply: string): void {
    this.#rows = 0;
    if (head.kind === 'query') {
      this.#parts.push(reply);
      return;
    }
    this.#answered(head, 'execute');
    const { exchange, flushed } = head;
    if (!exchange) return;
    exchange.reply = reply;
    const next = this.steps.head();
    if (flushed || (next && next.kind !== 'sync')) this.log.replied(exchange);
    else this.#unsettled = exchange;
  }

  #settle(): void {
    if (this.#unsettled) this.log.replied(this.#unsettled);
    this.#unsettled = undefined;
  }

  #queryFailed(head: Step, error: string, fatal: boolean): void {
    this.#parts.push(error);
    if (head.exchange) head.exchange.failed = true;
    // No ReadyForQuery follows the end of the session.
    if (fatal) this.ready(true);
  }

  #commitFailed(error: string): void {
    if (!this.#unsettled) return;
    this.#unsettled.reply = error;
    this.#unsettled.failed = true;
  }

  #batchFailed(head: Step, error: string): void {
    const step = head.exchange ? head : (this.steps.nextExecution() ?? head);
    let { exchange } = step;
    if (!exchange && head.content) {
      exchange = { startMs: head.startMs, content: head.content, reply: '', failed: true };
      this.log.opened(exchange);
    }
    delete step.exchange;
    if (exchange) exchange.failed = true;
    this.#finish(exchange, error);
    this.#skipping = true;
    this.#skip();
  }

  #skip(): void {
    const skipped = this.steps.takeUpToSync();
    for (const { exchange } of skipped) if (exchange) this.log.dropped(exchange);
    for (const { undo } of skipped.reverse()) undo?.();
    if (this.steps.head()) this.#skipping = false;
  }

  #finish(exchange: Exchange | undefined, reply: string): void {
    if (!exchange) return;
    exchange.reply = reply;
    this.log.replied(exchange);
  }
}
