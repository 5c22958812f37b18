import { createConnection, type Socket } from 'node:net';
import { usageError } from '../../errors.js';
import { Connection } from './connection.js';
import { Modes } from './disturbance.js';
import type { Hold, StoreName, Tap, WireEvent, WireRequest } from './event.js';
import type { ExchangeLog, Observer } from './exchange.js';
import { Holds } from './hold.js';
import { Listener } from './listener.js';
import { observePostgres } from './postgres/observer.js';
import { observeRedis } from './redis/observer.js';

/** Where the store listens, without the tap: a TCP port, or the path of a Unix socket. */
export type Upstream = { readonly host: string; readonly port: number } | { readonly path: string };

export interface TapOptions {
  readonly store: StoreName;
  readonly upstream: Upstream;
  /** Whether other users of this machine are kept out; false by default. */
  readonly ownUserOnly?: boolean | undefined;
}

const observers: Record<StoreName, (log: ExchangeLog) => Observer> = {
  postgres: observePostgres,
  redis: observeRedis,
};

/** Puts a tap before a store. It listens nowhere yet; see `Tap.listen`. */
export function openTap({ store, upstream, ownUserOnly = false }: TapOptions): Tap {
  const connect = () => createConnection({ ...upstream, allowHalfOpen: true, noDelay: true });
  return new StoreTap(store, connect, ownUserOnly);
}

class StoreTap implements Tap {
  readonly #listeners = new Map<Listener, string>();
  readonly #connections = new Set<Connection>();
  readonly #subscribers = new Set<(event: WireEvent) => void>();
  readonly #modes = new Modes();
  readonly #holds = new Holds();
  #count = 0;
  #unobserved = 0;
  #closed = false;

  constructor(
    readonly store: StoreName,
    readonly connect: () => Socket,
    readonly ownUserOnly: boolean,
  ) {}

  get pending(): number {
    let pending = 0;
    for (const connection of this.#connections) pending += connection.pending;
    return pending;
  }

  get unobserved(): number {
    return this.#unobserved;
  }

  async listen(label: string) {
    if (this.#closed) throw usageError('This tap is closed: open another one.');
    const listener = new Listener((client) => this.#accept(client, label), this.ownUserOnly);
    this.#listeners.set(listener, label);
    await listener.open();
    if (this.#closed || this.#modes.of(label).refused) await listener.shut();
    return listener.address;
  }

  async unlisten(label: string) {
    const listeners = this.#listenersOf(label);
    for (const listener of listeners) this.#listeners.delete(listener);
    await this.#shut(listeners, label);
  }

  subscribe(listener: (event: WireEvent) => void) {
    this.#subscribers.add(listener);
    return () => void this.#subscribers.delete(listener);
  }

  hold(match: (request: WireRequest) => boolean): Hold {
    return this.#holds.add(match);
  }

  delay(ms: number, label?: string) {
    this.#modes.set({ delayMs: ms }, label);
  }

  async refuse(label?: string) {
    this.#modes.set({ refused: true }, label);
    await this.#shut(this.#listenersOf(label), label);
  }

  silence(label?: string) {
    this.#modes.set({ silent: true }, label);
  }

  cut(how: 'reset' | 'end', label?: string) {
    for (const connection of this.#connectionsOf(label)) connection.destroy(how);
  }

  async restore(label?: string) {
    this.#modes.reset(label);
    if (label === undefined) this.#holds.releaseAll();
    for (const connection of this.#connectionsOf(label)) connection.wake();
    await Promise.all(this.#listenersOf(label).map((listener) => listener.open()));
  }

  async close() {
    this.#closed = true;
    this.#holds.releaseAll();
    const listeners = this.#listenersOf(undefined);
    this.#listeners.clear();
    await this.#shut(listeners, undefined);
  }

  #accept(client: Socket, source: string) {
    const connection = new Connection(client, this.connect(), {
      identity: { store: this.store, source, connection: ++this.#count },
      mode: this.#modes.of(source),
      holds: this.#holds,
      observe: observers[this.store],
      emit: (event) => {
        for (const subscriber of this.#subscribers) subscriber(event);
      },
      unreadable: () => this.#unobserved++,
    });
    this.#connections.add(connection);
    connection.closed.then(() => this.#connections.delete(connection));
  }

  async #shut(listeners: readonly Listener[], label: string | undefined) {
    const shut = listeners.map((listener) => listener.shut());
    this.cut('reset', label);
    await Promise.all(shut);
  }

  #listenersOf(label: string | undefined): Listener[] {
    return [...this.#listeners].filter(([, of]) => label === undefined || of === label).map(([it]) => it);
  }

  #connectionsOf(label: string | undefined): Connection[] {
    return [...this.#connections].filter(({ source }) => label === undefined || source === label);
  }
}
