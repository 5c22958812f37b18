import { PGlite } from '@electric-sql/pglite';
import { messageOf } from '../../../errors.js';
import { compileLess } from './compile-less.js';
import { EngineFailure } from './engine-failure.js';
import { type ServerOutput, ServerReader } from './server-reader.js';

// The status with which PGlite's build leaves the main loop for an ordinary ERROR; it goes on after it.
const errorStatus = 100;

/**
 * Start parameters that keep memory and disk low. With 8 MB of shared buffers the WebAssembly memory stays
 * at its minimum of 128 MB, and a count over half a million rows takes little more than with 128 MB. The log
 * is kept to what the death of the process needs, as a session does not outlive the machine.
 */
export const startParams: readonly string[] = [
  ...PGlite.defaultStartParams,
  ...[
    'shared_buffers=8MB',
    'max_connections=10',
    'max_wal_senders=0',
    'wal_level=minimal',
    'full_page_writes=off',
    'min_wal_size=2MB',
    'max_wal_size=2MB',
  ].flatMap((setting) => ['-c', setting]),
];

/** initdb's own: small log segments, and no checksums over pages that are thrown away with the session. */
export const initdbParams: readonly string[] = ['--wal-segsize=1', '--no-data-checksums', '--no-sync'];

/**
 * PGlite looks up all types of arrays as it opens, which takes a fifth of that time, for queries whose results it reads
 * itself. Of ours, none has an array.
 */
class PGliteWithoutArrays extends PGlite {
  override async _initArrayTypes(): Promise<void> {}
}

/** PGlite on a data directory, spoken to in PostgreSQL's protocol. One call at a time. */
export class Engine {
  #failure: unknown;

  private constructor(private readonly pg: PGlite) {
    this.#guard();
  }

  /** Opens a data directory; an empty or absent one is initialised first. Rejects with PGlite's error. */
  static async open(dataDir: string): Promise<Engine> {
    compileLess();
    const pg = new PGliteWithoutArrays({
      dataDir,
      startParams: [...startParams],
      initDbStartParams: [...initdbParams],
    });
    await pg.waitReady;
    return new Engine(pg);
  }

  /**
   * Runs whole messages and hands out what the backend says. A batch without Sync or Flush at its end is
   * all right; a COPY FROM STDIN without its end is not, for the backend cannot wait. Throws an EngineFailure.
   */
  async run(messages: Uint8Array, output: ServerOutput): Promise<void> {
    const reader = new ServerReader(output);
    try {
      await this.pg.execProtocolRawStream(messages, {
        syncToFs: false,
        onRawData: (piece) => reader.push(piece),
      });
    } catch (error) {
      this.#failure ??= error;
    }
    this.#throwFailure();
  }

  /** Runs messages whose answer does not matter. */
  async runQuietly(messages: Uint8Array): Promise<void> {
    await this.run(messages, { message: () => undefined, raw: () => undefined });
  }

  /** Runs statements between two turns and gives back the rows, as text. Rejects with the backend's message. */
  async query(sql: string): Promise<string[][]> {
    try {
      const results = await this.pg.exec(sql, { rowMode: 'array' });
      return (results.at(-1)?.rows ?? []).map((row) => Object.values(row).map(String));
    } catch (error) {
      this.#throwFailure();
      throw error;
    }
  }

  /** Closes the data directory properly. */
  async close(): Promise<void> {
    await this.pg.close();
  }

  #throwFailure(): void {
    if (this.#failure === undefined) return;
    throw new EngineFailure(`the embedded PostgreSQL stopped: ${messageOf(this.#failure)}`);
  }

  /**
   * PGlite takes whatever leaves the backend's main loop for an ERROR and runs it again, for ever when the
   * backend is dead. So what is no ERROR is remembered, and thrown from the next call PGlite makes.
   */
  #guard(): void {
    const module = this.pg.Module;
    const { _PostgresMainLoopOnce: loopOnce, stackRestore } = module;
    // No program can be run: a null pointer makes it PostgreSQL's error, where PGlite would throw.
    this.pg.handleExternalCmd = () => 0;
    module._PostgresMainLoopOnce = () => {
      try {
        loopOnce();
      } catch (error) {
        if ((error as { status?: unknown } | null)?.status !== errorStatus)
          this.#failure = error ?? 'aborted';
        throw error;
      }
    };
    module.stackRestore = (pointer) => {
      if (this.#failure !== undefined) throw this.#failure;
      return stackRestore(pointer);
    };
  }
}
