import type { Backend } from './backend.js';
import { abandonBatch, command } from './commands.js';
import { type Batch, Inbox, type Mode } from './inbox.js';
import { Listening } from './listening.js';
import { copyFail, type Message, query, sync, typeOf } from './messages.js';
import { listenStatements } from './notifications.js';
import { Reply } from './reply.js';
import { Settings } from './settings.js';
import { Statements } from './statements.js';

const [queryType, syncType] = ['Q', 'S'].map(typeOf);

/** One client's conversation with the backend. */
export class Session {
  readonly inbox = new Inbox();
  readonly #statements: Statements;
  readonly #settings: Settings;
  readonly #listening: Listening;
  #status = 'I';
  #midBatch = false;
  /** The batch that asked for a COPY's data, and how often the client has been asked. */
  #copy: { messages: readonly Message[]; mode: Mode; answered: number } | undefined;

  constructor(
    readonly processId: number,
    private readonly backend: Backend,
    readonly send: (bytes: Buffer) => void,
  ) {
    this.#statements = new Statements(`ct${processId}`, backend.statements);
    this.#settings = new Settings(backend);
    this.#listening = new Listening(backend, this);
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
  async run(batch: Batch): Promise<void> {
    const { engine } = this.backend;
    if (!this.holdsBackend) await this.#settings.bring();
    const inTransaction = this.#status === 'T';
    const messages = [...(this.#copy?.messages ?? []), ...batch];
    const texts = this.#statements.texts(messages);
    const mayCopy = this.#copy !== undefined || texts.some((sql) => /copy/i.test(sql) && /stdin/i.test(sql));
    const undone = this.#copy === undefined ? [] : this.#statements.undo(messages);
    const prepared = this.#statements.prepare(messages);
    const reply = this.#replyTo(texts, [...undone.map(() => () => false), ...prepared.completions]);
    const savepoint = mayCopy && this.#status === 'T' && !this.#midBatch;
    if (savepoint) await engine.runQuietly(command('SAVEPOINT ct_copy'));
    await engine.run(Buffer.concat([...undone, ...prepared.bytes, ...(mayCopy ? [copyFail] : [])]), reply);
    reply.flush();
    if (reply.wantsCopy) await this.#awaitData(messages, savepoint);
    else await this.#finish(reply, savepoint);
    if (this.holdsBackend) return;
    if (inTransaction && batch.at(-1)?.type === syncType) await this.#endImplicitTransaction();
    await this.#listening.settle(reply.failed);
    await this.#settings.keep();
  }

  /** Ends what the client was doing, as if it had never begun, and drops what it prepared. */
  async leave(): Promise<void> {
    const undo = this.holdsBackend ? [abandonBatch, query('ROLLBACK')] : [];
    this.backend.statements.unnamed = undefined;
    await this.backend.engine.runQuietly(Buffer.concat([...undo, ...this.#statements.closeAll(), sync]));
    await this.#listening.leave();
  }

  /**
   * A Query after an Execute without a Sync makes an implicit transaction, which the Sync after them leaves half ended: the
   * next statement would fail with "unexpected state STARTED", and end it. That must not be another client's. After any
   * other transaction it does nothing.
   */
  async #endImplicitTransaction(): Promise<void> {
    await this.backend.engine.runQuietly(command('ROLLBACK'));
  }

  #replyTo(texts: readonly string[], completions: (() => boolean)[]): Reply {
    const listens = texts.flatMap(listenStatements);
    return new Reply({
      answeredCopies: this.#copy?.answered ?? 0,
      completions,
      send: this.send,
      error: (bytes) => this.#statements.restoreNames(bytes),
      tag: (tag) => {
        this.#statements.note(tag);
        this.#settings.note(tag, texts);
        this.#listening.note(tag, listens);
      },
      notification: (bytes) => this.backend.notifications.route(bytes, this.processId),
    });
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

  async #finish(reply: Reply, savepoint: boolean): Promise<void> {
    this.#copy = undefined;
    this.inbox.mode = 'ask';
    // After a Flush; or after an error in the extended protocol, when the backend passes over even a Query up to the Sync.
    this.#midBatch = reply.status === undefined;
    this.#status = reply.status ?? this.#status;
    if (savepoint && this.#status === 'T' && !this.#midBatch) {
      await this.backend.engine.runQuietly(command('RELEASE ct_copy'));
    }
  }
}
