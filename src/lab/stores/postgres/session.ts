import { abandonBatch, command } from './commands.js';
import type { Engine } from './engine.js';
import { type Batch, Inbox, type Mode } from './inbox.js';
import { copyFail, type Message, query, sync, typeOf } from './messages.js';
import {
  type Listener,
  type ListenStatement,
  listenStatements,
  type Notifications,
} from './notifications.js';
import { Reply } from './reply.js';
import { Statements, type UnnamedStatement } from './statements.js';

const queryType = typeOf('Q');

/** What all sessions share: PGlite has one session of its own. */
export interface Backend {
  readonly engine: Engine;
  readonly notifications: Notifications;
  readonly unnamed: UnnamedStatement;
}

/** What the other sessions must hear of after a batch. */
export interface Consequences {
  /** The backend has dropped all prepared statements. */
  statementsLost: boolean;
  /** The backend has stopped listening to channels that others may listen to. */
  unlistened: boolean;
}

/** One client's conversation with the backend. */
export class Session implements Listener {
  readonly inbox = new Inbox();
  readonly statements: Statements;
  #status = 'I';
  #midBatch = false;
  /** The batch that asked for a COPY's data, and how often the client has been asked. */
  #copy: { messages: readonly Message[]; mode: Mode; answered: number } | undefined;
  /** LISTENs and UNLISTENs that have been run, but not committed. */
  #listens: ListenStatement[] = [];
  #lastTag = '';

  constructor(
    readonly processId: number,
    private readonly backend: Backend,
    readonly send: (bytes: Buffer) => void,
  ) {
    this.statements = new Statements(`ct${processId}`, backend.unnamed);
  }

  /** Whether the backend is in the middle of something for this client, so that nobody else may use it. */
  get holdsBackend(): boolean {
    return this.#status !== 'I' || this.#midBatch;
  }

  /**
   * Runs one batch and sends the reply. A COPY FROM STDIN makes it wait for data, and the backend cannot
   * wait. So a batch that may hold one is run with a CopyFail after it: if the backend asks for data, all it
   * did is undone, the client is asked, and the batch is run again with the data in its place. If it does
   * not, the backend ignores the CopyFail.
   */
  async run(batch: Batch): Promise<Consequences> {
    const { engine } = this.backend;
    const messages = [...(this.#copy?.messages ?? []), ...batch.messages];
    const texts = this.statements.texts(messages);
    const mayCopy = this.#copy !== undefined || texts.some((sql) => /copy/i.test(sql) && /stdin/i.test(sql));
    const undone = this.#copy === undefined ? [] : this.statements.undo(messages);
    const prepared = this.statements.prepare(messages);
    const listens = texts.flatMap(listenStatements);
    const consequences: Consequences = { statementsLost: false, unlistened: false };
    const reply = new Reply({
      answeredCopies: this.#copy?.answered ?? 0,
      completions: [...undone.map(() => () => false), ...prepared.completions],
      send: this.send,
      error: (bytes) => this.statements.restoreNames(bytes),
      tag: (tag) => this.#tag(tag, listens, consequences),
      notification: (bytes) => this.backend.notifications.route(bytes, this.processId),
    });
    const savepoint = mayCopy && this.#status === 'T' && !this.#midBatch;
    if (savepoint) await engine.runQuietly(command('SAVEPOINT ct_copy'));
    await engine.run(Buffer.concat([...undone, ...prepared.bytes, ...(mayCopy ? [copyFail] : [])]), reply);
    reply.flush();
    if (reply.wantsCopy) await this.#awaitData(messages, savepoint);
    else await this.#finish(batch, reply, savepoint);
    if (!this.holdsBackend) this.#settleListens(reply.failed, consequences);
    return consequences;
  }

  /** Ends what the client was doing, as if it had never begun, and drops what it prepared. */
  async leave(): Promise<void> {
    const undo = this.holdsBackend ? [abandonBatch, query('ROLLBACK')] : [];
    this.backend.unnamed.owner = undefined;
    await this.backend.engine.runQuietly(Buffer.concat([...undo, ...this.statements.closeAll(), sync]));
  }

  async #awaitData(messages: readonly Message[], savepoint: boolean): Promise<void> {
    const { engine } = this.backend;
    await engine.runQuietly(sync);
    await engine.runQuietly(command(savepoint ? 'ROLLBACK TO ct_copy' : 'ROLLBACK'));
    const mode = this.#copy?.mode ?? (messages.at(-1)?.type === queryType ? 'copy-simple' : 'copy-extended');
    this.#copy = { messages, mode, answered: (this.#copy?.answered ?? 0) + 1 };
    this.#midBatch = false;
    this.inbox.mode = mode;
  }

  async #finish(batch: Batch, reply: Reply, savepoint: boolean): Promise<void> {
    this.#copy = undefined;
    this.inbox.mode = 'ask';
    this.#midBatch = batch.end === 'flush';
    this.#status = reply.status ?? this.#status;
    if (savepoint && this.#status === 'T' && !this.#midBatch) {
      await this.backend.engine.runQuietly(command('RELEASE ct_copy'));
    }
  }

  #tag(tag: string, listens: ListenStatement[], consequences: Consequences): void {
    this.#lastTag = tag;
    if (tag === 'DEALLOCATE ALL' || tag === 'DISCARD ALL') {
      this.statements.clear();
      consequences.statementsLost = true;
    }
    if (tag === 'DISCARD ALL') this.#listens.push({ listen: false, channel: '*' });
    if (tag === 'LISTEN' || tag === 'UNLISTEN') this.#listens.push(...listens.splice(0, 1));
  }

  #settleListens(failed: boolean, consequences: Consequences): void {
    const committed = !failed && this.#lastTag !== 'ROLLBACK';
    for (const statement of committed ? this.#listens : []) {
      this.backend.notifications.apply(statement, this);
      if (!statement.listen) consequences.unlistened = true;
    }
    this.#listens = [];
  }
}
