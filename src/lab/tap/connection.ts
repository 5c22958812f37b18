import type { Socket } from 'node:net';
import type { Mode } from './disturbance.js';
import type { Exchange, ExchangeLog, Observer } from './exchange.js';
import type { HeldReply } from './hold.js';
import { Ledger, type LedgerContext } from './ledger.js';
import { Outlet } from './outlet.js';

/** What a connection needs of its tap. */
export interface ConnectionContext extends LedgerContext {
  readonly mode: Mode;
  observe(log: ExchangeLog): Observer;
  /** The observer has given up. */
  unreadable(): void;
}

/** A client, the store behind it, and the bytes between them, which pass unchanged. */
export class Connection {
  /** Resolves when both sides are closed. */
  readonly closed: Promise<unknown>;
  readonly #up: Outlet;
  readonly #down: Outlet;
  readonly #ledger: Ledger;
  #observer: Observer | undefined;

  constructor(
    readonly client: Socket,
    readonly upstream: Socket,
    readonly context: ConnectionContext,
  ) {
    this.#up = new Outlet(client, upstream, context.mode);
    this.#down = new Outlet(upstream, client, context.mode);
    this.#ledger = new Ledger(context, () => this.#down.pump());
    this.#observer = context.observe(this.#ledger);
    client.on('data', (chunk: Buffer) => this.#sent(chunk));
    upstream.on('data', (chunk: Buffer) => this.#received(chunk));
    for (const how of ['end', 'close'] as const) {
      client.on(how, () => (context.mode.silent ? this.destroy() : this.#up.finish(how)));
      upstream.on(how, () => {
        this.#ledger.noMoreReplies();
        this.#down.finish(how);
      });
    }
    client.once('close', () => {
      this.#down.discard();
      this.#ledger.noMoreDeliveries();
    });
    // The `close` that follows an error is what ends the other side.
    for (const socket of [client, upstream]) socket.on('error', () => undefined);
    this.closed = Promise.all([client, upstream].map((it) => new Promise((done) => it.once('close', done))));
  }

  get source(): string {
    return this.context.identity.source;
  }

  /** Requests that will become events, and have not; 0 when nobody can wait for their replies. */
  get pending(): number {
    return this.context.mode.silent || this.client.readableEnded ? 0 : this.#ledger.pending;
  }

  /** Passes on what a silence has kept. */
  wake(): void {
    this.#up.pump();
    this.#down.pump();
  }

  /** Ends both sides; the client sees a reset, or an orderly end. What was kept is lost. */
  destroy(how: 'reset' | 'end' = 'reset'): void {
    this.#up.discard();
    this.#down.discard();
    this.upstream.destroy();
    if (how === 'reset') this.client.resetAndDestroy();
    else this.client.destroySoon();
  }

  #sent(chunk: Buffer): void {
    this.#look('sent', chunk);
    this.#up.push({ bytes: chunk });
    // A request may complete an exchange: one that gets no reply, or one that shows the last to be final.
    const complete = this.#ledger.takeComplete();
    if (complete.length > 0) this.#handOn(chunk.subarray(0, 0), undefined, complete);
  }

  #received(chunk: Buffer): void {
    this.#look('received', chunk);
    let from = 0;
    let hold: HeldReply | undefined;
    for (const cut of this.#ledger.takeCuts()) {
      this.#handOn(chunk.subarray(from, cut.offset), hold, cut.complete);
      from = cut.offset;
      hold = cut.hold;
    }
    this.#handOn(chunk.subarray(from), hold, this.#ledger.takeComplete());
  }

  #handOn(bytes: Buffer, hold: HeldReply | undefined, complete: readonly Exchange[]): void {
    const { delayMs } = this.context.mode;
    const dueMs = delayMs > 0 ? performance.now() + delayMs : 0;
    this.#down.push({ bytes, hold, dueMs, after: () => this.#ledger.delivered(complete) });
  }

  /** Whatever an observer stumbles over, the bytes go on. */
  #look(what: 'sent' | 'received', chunk: Buffer): void {
    if (!this.#observer) return;
    try {
      this.#observer[what](chunk, performance.now());
    } catch {
      this.#observer = undefined;
      this.#ledger.noMoreReplies();
      this.context.unreadable();
    }
  }
}
