import { setImmediate as nextRound } from 'node:timers/promises';
import { messageOf } from '../../../errors.js';
import type { Backend } from './backend.js';
import type { Connection } from './connection.js';
import { EngineFailure } from './engine-failure.js';
import type { Batch } from './inbox.js';
import { fatalError } from './messages.js';
import type { Session } from './session.js';

/** A client that has been let in. */
export interface Client {
  readonly connection: Connection;
  readonly session: Session;
  /** What it wants next. */
  next: Batch | 'goodbye' | undefined;
}

export interface TurnsOptions {
  /** See `Front`. */
  readonly idleLimitMs: number;
  readonly onFailure: (error: EngineFailure) => void;
}

/**
 * Whose turn it is. Batches are run one at a time, in the order in which they are complete; a client in the
 * middle of a transaction or a batch keeps the backend until it has ended it.
 */
export class Turns {
  readonly #clients = new Set<Client>();
  readonly #waiting = new Set<Client>();
  readonly #leaving = new Set<Client>();
  #owner: Client | undefined;
  #running: Client | undefined;
  #busy = false;
  #idleTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly backend: Backend,
    private readonly options: TurnsOptions,
  ) {}

  add(client: Client): void {
    this.#clients.add(client);
  }

  /** A client has sent something, or can be sent something again. */
  arrived(client: Client): void {
    if (client === this.#running || !this.#clients.has(client)) return;
    // Or the replies to all that a client asks would be kept for it, however long it does not read.
    if (client.connection.congested) return;
    client.next ??= client.session.inbox.take();
    if (client.next === undefined) return;
    this.#waiting.add(client);
    void this.#work();
  }

  /** A client's connection is gone: what it has not finished is undone. */
  remove(client: Client): void {
    if (!this.#clients.has(client)) return;
    this.#leaving.add(client);
    void this.#work();
  }

  /** Nobody gets a turn any more. */
  stop(): void {
    this.#busy = true;
    this.#stopIdleTimer();
  }

  async #work(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    for (let job = this.#nextJob(); job; job = this.#nextJob()) {
      try {
        await job.run();
      } catch (error) {
        if (error instanceof EngineFailure) return this.options.onFailure(error);
        job.client.connection.close(fatalError('XX000', messageOf(error)));
      }
      // Sockets are read and written in between.
      if (this.#waiting.size + this.#leaving.size > 0) await nextRound();
    }
    this.#busy = false;
    this.#watchIdle();
  }

  #nextJob(): { client: Client; run: () => Promise<void> } | undefined {
    const [leaver] = this.#leaving;
    if (leaver) return { client: leaver, run: () => this.#depart(leaver) };
    const [first] = this.#waiting;
    const client = this.#owner ?? first;
    if (client === undefined || !this.#waiting.delete(client)) return undefined;
    const { next } = client;
    client.next = undefined;
    this.#stopIdleTimer();
    if (next !== undefined && next !== 'goodbye') return { client, run: () => this.#turn(client, next) };
    client.connection.close();
    return { client, run: () => this.#depart(client) };
  }

  async #turn(client: Client, batch: Batch): Promise<void> {
    this.#running = client;
    try {
      await client.session.run(batch);
    } finally {
      this.#running = undefined;
      this.#owner = client.session.holdsBackend ? client : undefined;
    }
    this.arrived(client);
  }

  async #depart(client: Client): Promise<void> {
    this.#leaving.delete(client);
    this.#waiting.delete(client);
    if (!this.#clients.delete(client)) return;
    if (this.#owner === client) {
      this.#owner = undefined;
      this.#stopIdleTimer();
    }
    await client.session.leave();
    if (this.#clients.size > 0) return;
    await this.backend.query('DISCARD ALL');
    this.backend.settings = '';
  }

  #watchIdle(): void {
    const owner = this.#owner;
    if (this.#idleTimer !== undefined || owner === undefined || this.#waiting.size === 0) return;
    this.#idleTimer = setTimeout(() => {
      this.#idleTimer = undefined;
      if (this.#waiting.size > 0) this.#evict(owner);
    }, this.options.idleLimitMs);
  }

  #stopIdleTimer(): void {
    clearTimeout(this.#idleTimer);
    this.#idleTimer = undefined;
  }

  #evict(client: Client): void {
    const waited = `others have been waiting for ${this.options.idleLimitMs / 1000} s`;
    const why = `${waited}, and the embedded PostgreSQL runs one transaction at a time`;
    const text = `terminating connection due to idle-in-transaction timeout: ${why}`;
    client.connection.close(fatalError('25P03', text));
    this.remove(client);
  }
}
