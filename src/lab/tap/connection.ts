import type { Socket } from 'node:net';
import type { Mode } from './disturbance.js';
import type { WireEvent, WireRequest } from './event.js';
import type { Exchange, ExchangeLog, Observer } from './exchange.js';
import type { HeldReply, Holds } from './hold.js';
import { Outlet } from './outlet.js';

/** What a connection needs of its tap. */
export interface ConnectionContext {
  readonly identity: Pick<WireEvent, 'store' | 'source' | 'connection'>;
  readonly mode: Mode;
  readonly holds: Holds;
  observe(log: ExchangeLog): Observer;
  emit(event: WireEvent): void;
  /** The observer has given up. */
  unreadable(): void;
}

/** Where a chunk of replies must be cut for a hold, and the exchanges that were complete before. */
interface Cut {
  readonly offset: number;
  readonly hold: HeldReply;
  readonly complete: readonly Exchange[];
}

/** A client, the store behind it, and the bytes between them, which pass unchanged. */
export class Connection implements ExchangeLog {
  readonly #up: Outlet;
  readonly #down: Outlet;
  readonly #open = new Set<Exchange>();
  readonly #holds = new Map<Exchange, HeldReply>();
  /** Resolves when both sides are closed. */
  readonly closed: Promise<unknown>;
  #observer: Observer | undefined;
  #cuts: Cut[] = [];
  #complete: Exchange[] = [];

  constructor(
    readonly client: Socket,
    readonly upstream: Socket,
    readonly context: ConnectionContext,
  ) {
    this.#observer = context.observe(this);
    this.#up = new Outlet(client, upstream, context.mode);
    this.#down = new Outlet(upstream, client, context.mode);
    client.on('data', (chunk: Buffer) => this.#sent(chunk));
    upstream.on('data', (chunk: Buffer) => this.#received(chunk));
    client.on('end', () => (context.mode.silent ? this.destroy() : this.#up.finish('end')));
    upstream.on('end', () => this.#down.finish('end'));
    client.on('close', () => (context.mode.silent ? this.destroy() : this.#up.finish('close')));
    upstream.on('close', () => this.#down.finish('close'));
    // The `close` that follows an error is what ends the other side.
    client.on('error', () => undefined);
    upstream.on('error', () => undefined);
    const ends = [client, upstream].map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    this.closed = Promise.all(ends);
    client.once('close', () => {
      this.#down.discard();
      this.#forget();
    });
  }

  /** Requests that will become events, and have not. */
  get pending(): number {
    return this.context.mode.silent ? 0 : this.#open.size;
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

  opened(exchange: Exchange): void {
    this.#open.add(exchange);
  }

  dropped(exchange: Exchange): void {
    this.#open.delete(exchange);
    this.#holds.get(exchange)?.lose('its connection ended');
    this.#holds.delete(exchange);
  }

  replying(exchange: Exchange, offset: number): void {
    if (!this.context.holds.waiting || this.#holds.has(exchange)) return;
    const hold = this.context.holds.take(this.#request(exchange), () => this.#down.pump());
    if (!hold) return;
    this.#holds.set(exchange, hold);
    this.#cuts.push({ offset, hold, complete: this.#takeComplete() });
  }

  replied(exchange: Exchange): void {
    this.#complete.push(exchange);
    this.#holds.get(exchange)?.arrive();
    this.#holds.delete(exchange);
  }

  #sent(chunk: Buffer): void {
    this.#look((observer) => observer.sent(chunk, performance.now()));
    this.#up.push({ bytes: chunk });
    if (this.#complete.length > 0) this.#down.push(this.#segment(chunk.subarray(0, 0), undefined));
  }

  #received(chunk: Buffer): void {
    this.#look((observer) => observer.received(chunk, performance.now()));
    let from = 0;
    let hold: HeldReply | undefined;
    for (const cut of this.#cuts) {
      this.#down.push(this.#segment(chunk.subarray(from, cut.offset), hold, cut.complete));
      from = cut.offset;
      hold = cut.hold;
    }
    this.#cuts = [];
    this.#down.push(this.#segment(chunk.subarray(from), hold));
  }

  #segment(bytes: Buffer, hold: HeldReply | undefined, complete: readonly Exchange[] = this.#takeComplete()) {
    const dueMs = this.context.mode.delayMs > 0 ? performance.now() + this.context.mode.delayMs : 0;
    return { bytes, hold, dueMs, after: () => this.#deliver(complete) };
  }

  #takeComplete(): readonly Exchange[] {
    const complete = this.#complete;
    this.#complete = [];
    return complete;
  }

  #deliver(complete: readonly Exchange[]): void {
    for (const exchange of complete) {
      if (!this.#open.delete(exchange)) continue;
      const { reply, failed, startMs } = exchange;
      const durationMs = performance.now() - startMs;
      this.context.emit({ ...this.#request(exchange), reply, failed, durationMs });
    }
  }

  #request(exchange: Exchange): WireRequest {
    return { ...this.context.identity, ...exchange.content(), startMs: exchange.startMs };
  }

  /** Whatever an observer stumbles over, the bytes go on. */
  #look(look: (observer: Observer) => void): void {
    if (!this.#observer) return;
    try {
      look(this.#observer);
    } catch {
      this.#observer = undefined;
      this.#forget();
      this.context.unreadable();
    }
  }

  #forget(): void {
    for (const exchange of [...this.#open]) if (!this.#complete.includes(exchange)) this.dropped(exchange);
  }
}
