import type { Backend } from './backend.js';
import { type Listener, type ListenStatement, listenTo, unlisten } from './notifications.js';

/** The LISTENs and UNLISTENs of one connection. They count when their transaction is committed. */
export class Listening {
  #uncommitted: ListenStatement[] = [];
  #lastTag = '';

  constructor(
    private readonly backend: Backend,
    private readonly listener: Listener,
  ) {}

  /** Takes note of a statement's end; `statements` are those of its batch that have not ended. */
  note(tag: string, statements: ListenStatement[]): void {
    this.#lastTag = tag;
    if (tag === 'DISCARD ALL') this.#uncommitted.push({ listen: false, channel: '*' });
    if (tag === 'LISTEN' || tag === 'UNLISTEN') this.#uncommitted.push(...statements.splice(0, 1));
  }

  /** A transaction has ended; `failed` when its last batch had an error. */
  async settle(failed: boolean): Promise<void> {
    const statements = failed || this.#lastTag === 'ROLLBACK' ? [] : this.#uncommitted;
    this.#uncommitted = [];
    for (const statement of statements) this.backend.notifications.apply(statement, this.listener);
    // The backend has stopped listening for everyone.
    if (statements.some(({ listen }) => !listen))
      await this.#run(listenTo(this.backend.notifications.channels));
  }

  /** Listens to nothing any more. */
  async leave(): Promise<void> {
    await this.#run(unlisten(this.backend.notifications.drop(this.listener)));
  }

  async #run(sql: string): Promise<void> {
    if (sql !== '') await this.backend.query(sql);
  }
}
