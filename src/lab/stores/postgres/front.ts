// What PostgreSQL has and this front has not: other users and databases (everyone is let in as the owner),
// TLS, encodings other than UTF-8, a running query that can be cancelled, settings in the startup packet, and
// separate sessions. PGlite has one session for all connections. Prepared statements, settings and LISTEN are
// kept apart here; not kept apart are temporary tables, advisory locks, cursors WITH HOLD, SET ROLE, settings
// with a name of one's own, and statements PREPAREd by SQL: these are seen by all, until the last connection
// ends. Nor can a COPY FROM STDIN follow a COMMIT or a Flush in the same batch.
import { randomInt } from 'node:crypto';
import type { Socket } from 'node:net';
import { messageOf } from '../../../errors.js';
import { Backend } from './backend.js';
import { Connection } from './connection.js';
import type { Engine } from './engine.js';
import { fatalError, readyForQuery } from './messages.js';
import { Session } from './session.js';
import { negotiateVersion, type SessionPacket, welcome } from './startup.js';
import { type Client, Turns } from './turns.js';

interface Opened {
  readonly backend: Backend;
  readonly turns: Turns;
  /** What the backend reports of itself when a client comes. */
  readonly settings: ReadonlyMap<string, string>;
}

// The settings that clients follow: https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-ASYNC
const reportedSettings = [
  'server_version',
  'server_encoding',
  'client_encoding',
  'DateStyle',
  'IntervalStyle',
  'TimeZone',
  'integer_datetimes',
  'standard_conforming_strings',
  'is_superuser',
  'session_authorization',
  'default_transaction_read_only',
  'in_hot_standby',
  'scram_iterations',
  'search_path',
];
// One by one, since the view pg_settings works out all there are.
const readSettings = `VALUES ${reportedSettings.map((name) => `('${name}', current_setting('${name}'))`).join(', ')}`;

/** Many connections before one PGlite. */
export class Front {
  readonly #connections = new Set<Connection>();
  readonly #whenOpen: ((opened: Opened) => void)[] = [];
  #opened: Opened | undefined;
  #failure: Buffer | undefined;
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
        if (this.#failure) connection.close(this.#failure);
        else {
          this.#onceOpen((opened) => {
            if (!this.#connections.has(connection)) return;
            client = this.#letIn(connection, packet, opened);
            connection.begin(client.session);
          });
        }
      },
      arrived: () => {
        if (client) this.#opened?.turns.arrived(client);
      },
      closed: () => {
        this.#connections.delete(connection);
        if (client) this.#opened?.turns.remove(client);
      },
    });
    this.#connections.add(connection);
  }

  /** Ends every connection; those who come from now on wait until another engine is opened. */
  shut(): void {
    this.#opened?.turns.stop();
    this.#opened = undefined;
    const farewell = fatalError('57P01', 'terminating connection due to administrator command');
    for (const connection of this.#connections) connection.close(farewell);
  }

  /** Lets the clients in that have been waiting for the engine. */
  async open(engine: Engine): Promise<void> {
    const rows = await engine.query(readSettings);
    const backend = new Backend(engine);
    const options = { idleLimitMs: this.idleLimitMs, onFailure: (error: Error) => this.fail(error) };
    const settings = new Map(rows.map(([name = '', value = '']) => [name, value]));
    this.#opened = { backend, turns: new Turns(backend, options), settings };
    for (const letIn of this.#whenOpen.splice(0)) letIn(this.#opened);
  }

  /** Ends every connection, those to come too, with an error that says why. */
  fail(error: unknown): void {
    this.#opened?.turns.stop();
    this.#failure = fatalError('58000', messageOf(error));
    for (const connection of this.#connections) connection.close(this.#failure);
  }

  #onceOpen(callback: (opened: Opened) => void): void {
    if (this.#opened) callback(this.#opened);
    else this.#whenOpen.push(callback);
  }

  #letIn(connection: Connection, packet: SessionPacket, { backend, turns, settings }: Opened): Client {
    const processId = ++this.#lastProcessId;
    const session = new Session(processId, backend, (bytes) => connection.send(bytes));
    const client: Client = { connection, session, next: undefined };
    turns.add(client);
    if (packet.newer) connection.send(negotiateVersion(packet.parameters));
    connection.send(welcome(settings, packet.parameters, processId, randomInt(2 ** 31)));
    connection.send(readyForQuery('I'));
    return client;
  }
}
