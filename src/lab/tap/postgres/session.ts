import type { Exchange, ExchangeLog, RequestContent } from '../exchange.js';
import { Names } from './names.js';
import { Replies } from './replies.js';
import {
  type BoundValue,
  contentOfFetch,
  contentOfPortal,
  contentOfSql,
  type Statement,
} from './statement.js';
import { type Step, Steps } from './steps.js';

/** What the client asks for, message by message: names it, and puts it in line for the server's answers. */
export class Session {
  readonly #names = new Names();
  readonly #steps = new Steps();
  readonly replies: Replies;
  /** When the first message came that leads to the next Execute. */
  #groupStartMs: number | undefined;

  constructor(readonly log: ExchangeLog) {
    this.replies = new Replies(log, this.#steps, this.#names);
  }

  query(sql: string, startMs: number): void {
    const exchange = this.#open(startMs, () => contentOfSql(sql));
    this.#push({ kind: 'query', startMs, exchange });
  }

  parse(name: string, statement: Statement, startMs: number): void {
    const undo = this.#names.parse(name, statement);
    this.#begin(startMs);
    this.#push({ kind: 'parse', startMs, undo, content: () => contentOfSql(statement.sql) });
  }

  bind(portalName: string, statement: string, values: readonly BoundValue[], startMs: number): void {
    const { portal, undo } = this.#names.bind(portalName, statement, values);
    this.#begin(startMs);
    this.#push({ kind: 'bind', startMs, undo, content: () => contentOfPortal(portal) });
  }

  describe(what: 'statement' | 'portal', name: string, startMs: number): void {
    const portal = what === 'portal' ? this.#names.portal(name) : undefined;
    const statement = portal?.statement ?? this.#names.statement(name);
    this.#push({ kind: 'describe', startMs, statement, content: () => contentOfSql(statement.sql) });
  }

  execute(name: string, rowLimit: number, startMs: number): void {
    const portal = this.#names.portal(name);
    const whole = portal?.executed === false ? portal : undefined;
    if (portal) portal.executed = true;
    const content = () => (whole ? contentOfPortal(whole) : contentOfFetch(name, rowLimit));
    const exchange = this.#open(this.#groupStartMs ?? startMs, content);
    this.#groupStartMs = undefined;
    this.#push({ kind: 'execute', startMs, exchange });
  }

  close(what: 'statement' | 'portal', name: string, startMs: number): void {
    this.#push({ kind: 'close', startMs, undo: this.#names.close(what, name) });
  }

  call(startMs: number): void {
    this.#push({ kind: 'call', startMs });
  }

  sync(startMs: number): void {
    this.#groupStartMs = undefined;
    if (!this.replies.copyingIn) this.#push({ kind: 'sync', startMs });
  }

  flush(): void {
    this.replies.flush();
  }

  /** CopyDone or CopyFail. It may have been sent before the server says that it wants to copy. */
  copyEnded(startMs: number): void {
    if (this.replies.copyingIn) this.replies.copyingIn = false;
    else this.#push({ kind: 'copyEnd', startMs });
  }

  #begin(startMs: number): void {
    this.#groupStartMs ??= startMs;
  }

  #open(startMs: number, content: () => RequestContent): Exchange {
    const exchange = { startMs, content, reply: '', failed: false };
    this.log.opened(exchange);
    return exchange;
  }

  #push(step: Step): void {
    this.#steps.push(step);
    this.replies.sent(step);
  }
}
