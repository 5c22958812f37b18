import type { WireEvent, WireRequest } from './event.js';
import type { Exchange, ExchangeLog } from './exchange.js';
import type { HeldReply, Holds } from './hold.js';

/** Where a chunk of replies must be cut for a hold, and the exchanges that were complete before. */
export interface Cut {
  readonly offset: number;
  readonly hold: HeldReply;
  readonly complete: readonly Exchange[];
}

const none: readonly never[] = [];

/** What a ledger needs of the connection that it is for. */
export interface LedgerContext {
  readonly identity: Pick<WireEvent, 'store' | 'source' | 'connection'>;
  readonly holds: Holds;
  emit(event: WireEvent): void;
}

/** The exchanges of one connection: from the request, over the complete reply, to its being handed on. */
export class Ledger implements ExchangeLog {
  readonly #unanswered = new Set<Exchange>();
  readonly #holds = new Map<Exchange, HeldReply>();
  /** How many have been replied to, and not handed on. */
  #undelivered = 0;
  #cuts: Cut[] = [];
  #complete: Exchange[] = [];

  constructor(
    readonly context: LedgerContext,
    readonly onRelease: () => void,
  ) {}

  get pending(): number {
    return this.#unanswered.size + this.#undelivered;
  }

  opened(exchange: Exchange): void {
    this.#unanswered.add(exchange);
  }

  dropped(exchange: Exchange): void {
    this.#unanswered.delete(exchange);
    this.#holds.get(exchange)?.lose('its connection ended, or could not be read');
    this.#holds.delete(exchange);
  }

  replying(exchange: Exchange, offset: number): void {
    if (!this.context.holds.waiting) return;
    const hold = this.context.holds.take(this.#request(exchange), this.onRelease);
    if (!hold) return;
    this.#holds.set(exchange, hold);
    this.#cuts.push({ offset, hold, complete: this.takeComplete() });
  }

  replied(exchange: Exchange): void {
    this.#unanswered.delete(exchange);
    this.#undelivered++;
    this.#complete.push(exchange);
    if (this.#holds.size === 0) return;
    this.#holds.get(exchange)?.arrive();
    this.#holds.delete(exchange);
  }

  /** Where to cut the chunk that has just been looked at. */
  takeCuts(): readonly Cut[] {
    if (this.#cuts.length === 0) return none;
    const cuts = this.#cuts;
    this.#cuts = [];
    return cuts;
  }

  /** The exchanges that have become complete since the last call or cut. */
  takeComplete(): readonly Exchange[] {
    if (this.#complete.length === 0) return none;
    const complete = this.#complete;
    this.#complete = [];
    return complete;
  }

  /** Their replies have been handed on to the client: time for their events. */
  delivered(complete: readonly Exchange[]): void {
    if (complete.length === 0) return;
    this.#undelivered -= complete.length;
    const nowMs = performance.now();
    for (const exchange of complete) {
      const { store, source, connection, text, statement, parameters, startMs } = this.#request(exchange);
      const { reply, failed } = exchange;
      const durationMs = nowMs - startMs;
      // Written out: by spreading it took as long as all the reading.
      this.context.emit({
        store,
        source,
        connection,
        text,
        statement,
        parameters,
        reply,
        failed,
        startMs,
        durationMs,
      });
    }
  }

  /** No more replies will come, or be understood. */
  noMoreReplies(): void {
    for (const exchange of this.#unanswered) this.dropped(exchange);
  }

  /** The client is gone: nothing can be handed on. */
  noMoreDeliveries(): void {
    this.noMoreReplies();
    this.#undelivered = 0;
  }

  #request(exchange: Exchange): WireRequest {
    const { store, source, connection } = this.context.identity;
    const { text, statement, parameters } = exchange.content();
    return { store, source, connection, text, statement, parameters, startMs: exchange.startMs };
  }
}
