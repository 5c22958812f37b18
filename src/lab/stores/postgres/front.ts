// What PostgreSQL has and this front has not: other users and databases (everyone is let in as the owner),
// TLS, a running query that can be cancelled, and separate sessions. All connections share one session of
// PGlite, so SET outside a transaction, temporary tables, advisory locks, cursors WITH HOLD and statements
// PREPAREd by SQL are seen by all, until the last connection ends. A COPY FROM STDIN that follows a COMMIT or a
// Flush in the same batch is not supported.
import { randomInt } from 'node:crypto';
import type { Socket } from 'node:net';
import { setImmediate as nextRound } from 'node:timers/promises';
import { messageOf } from '../../../errors.js';
import { Connection } from './connection.js';
import type { Engine } from './engine.js';
import type { Batch } from './inbox.js';
import { fatalError, readyForQuery } from './messages.js';
import { listenTo, Notifications, unlisten } from './notifications.js';
import { Session } from './session.js';
import { negotiateVersion, type SessionPacket, welcome } from './startup.js';
import type { UnnamedStatement } from './statements.js';

interface Client {
  readonly connection: Connection;
  readonly session: Session;
  /** What it wants next. */
  next: Batch | 'goodbye' | undefined;
}

interface Opened {
  readonly engine: Engine;
  readonly settings: ReadonlyMap<string, string>;
}

// The settings that a server reports of itself: https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-ASYNC
const reportedSettings = `SELECT name, setting FROM pg_settings WHERE name IN ('server_version', 'server_encoding',
  'client_encoding', 'DateStyle', 'IntervalStyle', 'TimeZone', 'integer_datetimes', 'standard_conforming_strings',
  'is_superuser', 'session_authorization', 'default_transaction_read_only', 'in_hot_standby', 'scram_iterations',
  'search_path')`;

/**
 * Many connections before one PGlite. Batches are run one at a time, in the order in which they are
 * complete; a client in the middle of a transaction or a batch keeps the backend until it has ended it.
 */
export class Front {
  readonly #notifications = new Notifications();
  readonly #unnamed: UnnamedStatement = { owner: undefined };
  readonly #connections = new Set<Connection>();
  readonly #clients = new Set<Client>();
  readonly #waiting = new Set<Client>();
  readonly #leaving = new Set<Client>();
  readonly #whenOpen: ((opened: Opened) => void)[] = [];
  #opened: Opened | undefined;
  #failure: Buffer | undefined;
  #owner: Client | undefined;
  #running: Client | undefined;
  #busy = false;
  #idleTimer: NodeJS.Timeout | undefined;
  #lastProcessId = 1;

  /**
   * `idleLimitMs` is how long a client may keep the backend to itself without using it while others wait;
   * then its transaction is rolled back and its connection ends.
   */
  constructor(private readonly idleLimitMs: number) {}

  /** Takes a new connection. Clients are let in when the engine is there; until then they wait. */
  accept(socket: Socket): void {
    let client: Client | undefined;
    const connection = new Connection(socket, {
      introduced: (packet) => {
        this.#onceOpen((opened) => {
          if (!this.#connections.has(connection)) return;
          client = this.#letIn(connection, packet, opened);
          connection.begin(client.session);
        });
        if (this.#failure) connection.close(this.#failure);
      },
      arrived: () => {
        if (client) this.#arrived(client);
      },
      closed: () => {
        this.#connections.delete(connection);
        if (client) this.#remove(client);
      },
    });
    this.#connections.add(connection);
  }

  /** Lets the clients in that have been waiting for the engine. */
  async open(engine: Engine): Promise<void> {
    const rows = await engine.query(reportedSettings);
    this.#opened = { engine, settings: new Map(rows.map(([name = '', value = '']) => [name, value])) };
    for (const letIn of this.#whenOpen.splice(0)) letIn(this.#opened);
  }

  /** Ends every connection, those to come too, with an error that says why. */
  fail(error: unknown): void {
    this.#failure = fatalError('58000', messageOf(error));
    clearTimeout(this.#idleTimer);
    for (const connection of this.#connections) connection.close(this.#failure);
  }

  #onceOpen(callback: (opened: Opened) => void): void {
    if (this.#opened) callback(this.#opened);
    else this.#whenOpen.push(callback);
  }

  #letIn(connection: Connection, packet: SessionPacket, { engine, settings }: Opened): Client {
    const processId = ++this.#lastProcessId;
    const backend = { engine, notifications: this.#notifications, unnamed: this.#unnamed };
    const session = new Session(processId, backend, (bytes) => connection.send(bytes));
    const client: Client = { connection, session, next: undefined };
    this.#clients.add(client);
    if (packet.newer) connection.send(negotiateVersion(packet.parameters));
    connection.send(welcome(settings, packet.parameters, processId, randomInt(2 ** 31)));
    connection.send(readyForQuery('I'));
    return client;
  }

  #arrived(client: Client): void {
    if (client === this.#running || !this.#clients.has(client)) return;
    client.next ??= client.session.inbox.take();
    if (client.next === undefined) return;
    this.#waiting.add(client);
    void this.#work();
  }

  #remove(client: Client): void {
    if (!this.#clients.has(client)) return;
    this.#leaving.add(client);
    void this.#work();
  }

  async #work(): Promise<void> {
    if (this.#busy || !this.#opened || this.#failure) return;
    this.#busy = true;
    try {
      for (let job = this.#nextJob(this.#opened.engine); job; job = this.#nextJob(this.#opened.engine)) {
        await job();
        if (this.#waiting.size + this.#leaving.size > 0) await nextRound();
      }
    } catch (error) {
      this.fail(error);
    }
    this.#busy = false;
    this.#watchIdle();
  }

  #nextJob(engine: Engine): (() => Promise<void>) | undefined {
    const [leaver] = this.#leaving;
    if (leaver) return () => this.#depart(leaver, engine);
    const [first] = this.#waiting;
    const client = this.#owner ?? first;
    if (client === undefined || !this.#waiting.delete(client)) return undefined;
    const { next } = client;
    if (next === undefined) return undefined;
    client.next = undefined;
    this.#stopIdleTimer();
    if (next !== 'goodbye') return () => this.#turn(client, next, engine);
    client.connection.close();
    return () => this.#depart(client, engine);
  }

  async #turn(client: Client, batch: Batch, engine: Engine): Promise<void> {
    this.#running = client;
    const { statementsLost, unlistened } = await client.session.run(batch);
    this.#running = undefined;
    this.#owner = client.session.holdsBackend ? client : undefined;
    if (statementsLost) {
      for (const other of this.#clients) if (other !== client) other.session.statements.lost();
    }
    if (unlistened) await this.#own(engine, listenTo(this.#notifications.channels));
    this.#arrived(client);
  }

  async #depart(client: Client, engine: Engine): Promise<void> {
    this.#leaving.delete(client);
    this.#waiting.delete(client);
    if (!this.#clients.delete(client)) return;
    if (this.#owner === client) {
      this.#owner = undefined;
      this.#stopIdleTimer();
    }
    await client.session.leave();
    await this.#own(engine, unlisten(this.#notifications.drop(client.session)));
    if (this.#clients.size === 0) await this.#own(engine, 'DISCARD ALL');
  }

  /** Runs statements of the front's own, between two turns. */
  async #own(engine: Engine, sql: string): Promise<void> {
    if (sql === '') return;
    this.#unnamed.owner = undefined;
    await engine.query(sql);
  }

  #watchIdle(): void {
    const owner = this.#owner;
    if (this.#idleTimer !== undefined || owner === undefined || this.#waiting.size === 0) return;
    this.#idleTimer = setTimeout(() => {
      this.#idleTimer = undefined;
      if (this.#waiting.size > 0) this.#evict(owner);
    }, this.idleLimitMs);
  }

  #stopIdleTimer(): void {
    clearTimeout(this.#idleTimer);
    this.#idleTimer = undefined;
  }

  #evict(client: Client): void {
    const why = `others have been waiting for ${this.idleLimitMs / 1000} s, and the embedded PostgreSQL runs one transaction at a time`;
    client.connection.close(
      fatalError('25P03', `terminating connection due to idle-in-transaction timeout: ${why}`),
    );
    this.#remove(client);
  }
}
