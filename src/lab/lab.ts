import type { LoadFigures } from './load/figures.js';
import type { Snapshot, Watch } from './snapshot.js';
import type { Store } from './stores/store.js';
import type { PostgresByUrl } from './stores/url/postgres.js';
import type { RedisByUrl } from './stores/url/redis.js';
import type { Tap, WireEvent } from './tap/event.js';

/** What a lab was opened for, as other terminals are told. */
export interface Purpose {
  /** What starts it, behind the program's name: `lesson 3`, `serve cache`. */
  readonly command: string;
  /** The title of the lesson or the exercise; null where there is none. */
  readonly title: string | null;
  /** What its servers can be asked for, to try them: path and query of a GET. */
  readonly path: string;
}

export interface LabOptions {
  /** Use the embedded stores even when a local `redis-server` is on PATH. */
  readonly embedded?: boolean;
  /** A PostgreSQL to use that is somebody's, instead of the embedded one. */
  readonly postgres?: PostgresByUrl;
  /** A Redis to use that is somebody's, instead of one that the lab starts. */
  readonly redis?: RedisByUrl;
  /** Where the prepared data and the sessions live; the user's cache directory by default. */
  readonly cacheDir?: string;
  /** The folder with the compiled variants, `<variant>.js`; the package's own by default. */
  readonly serverDir?: string;
  /** What it is for: other terminals are told of it. By default they are not. */
  readonly purpose?: Purpose;
  /** Called while the data is being made: how many of `total` orders are done. */
  readonly onProgress?: (what: string, done: number, total: number) => void;
  /** Aborting it while the lab opens stops what has begun and rejects `openLab`. */
  readonly signal?: AbortSignal;
}

/** One running copy of a variant. */
export interface RunningServer {
  /** `A` for the first copy, then `B`, `C`, … */
  readonly name: string;
  readonly variant: string;
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
}

/**
 * A program that is no variant: any command. Its environment tells it where to listen (PORT), where its stores are
 * (DATABASE_URL and REDIS_URL), and how many seconds an entry may live (CACHE_TTL_SECONDS; 5, where it is not said).
 */
export interface Program {
  /** What it is called in messages: `server.ts`, or the command line. */
  readonly name: string;
  /** A file with its arguments, or a line for the system's shell, where `$PORT` stands for the port. */
  readonly command: { readonly file: string; readonly args: readonly string[] } | string;
  readonly cwd: string;
  /** A command whose process gets ready to become the program, and does so when it is sent its environment. */
  readonly spare?: { readonly file: string; readonly args: readonly string[] };
}

/** One copy of a program that was started, whether or not it listens. */
export interface RunningProgram extends RunningServer {
  /** What it was told in PORT. */
  readonly port: number;
  /** The leader of its process group. */
  readonly pid: number;
  /** The end of what it has printed so far. */
  readonly output: string;
  /** How it has ended, `exit code 1` or `SIGKILL`; undefined while it runs. */
  readonly exit: string | undefined;
  /** Resolves when it has ended. */
  readonly ended: Promise<unknown>;
  /** Ends its process group with SIGKILL. */
  kill(): Promise<void>;
}

export interface HttpRequest {
  readonly method: string;
  /** Path and query, e.g. `/orders/count?drink=latte`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What a request was answered with, and what crossed the wire for it. */
export interface HttpObservation {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** From sending the request to the last byte of the answer, in ms. */
  readonly durationMs: number;
  /** When the request was sent, on the clock of `performance.now()`, in ms. */
  readonly startMs: number;
  /** Everything the servers asked of the stores from then until they were quiet again, by start. */
  readonly wire: readonly WireEvent[];
}

export interface SqlResult {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** As psql reports it: `SELECT 1`, `INSERT 0 1`. */
  readonly command: string;
  readonly durationMs: number;
}

export interface RedisResult {
  /** As redis-cli prints it; may have several lines. */
  readonly reply: string;
  readonly durationMs: number;
}

/**
 * Everything that runs for one session: the two stores, a tap before each, and the servers. Opened and
 * closed as one; whatever way the program ends, nothing of it stays behind.
 */
export interface Lab {
  readonly postgres: Store;
  readonly redis: Store;
  readonly taps: { readonly postgres: Tap; readonly redis: Tap };
  readonly servers: readonly RunningServer[];
  /**
   * Stops the servers that run and starts `copies` of a variant, each with its own listener at the taps.
   * Rejects with a TutorialError that carries the end of the output when one does not start.
   */
  startServers(variant: string, copies?: number, options?: StartOptions): Promise<readonly RunningServer[]>;
  /**
   * Stops the servers that run and starts copies of a program, one for each port (0 for a free one), each
   * with its own listener at the taps. Does not wait until they listen: who starts them knows what to wait
   * for, and what to say when it does not come.
   */
  startProgram(
    program: Program,
    ports: readonly number[],
    env?: Readonly<Record<string, string>>,
  ): Promise<readonly RunningProgram[]>;
  /**
   * Gets so many processes ready for the next copies of a program, if it has a `spare`. Those that were got ready for it
   * before count.
   */
  prepare(program: Program, copies: number): Promise<void>;
  /** Stops the servers that run, last started first. */
  stopServers(): Promise<void>;
  /** Sends a request to a copy (the first by default) and waits until the servers are quiet again. */
  request(request: HttpRequest, copy?: string): Promise<HttpObservation>;
  /**
   * Starts a further copy of a variant that reaches the stores past the taps, measures it under load, and stops it;
   * the servers that run stay as they are. Rejects with a TutorialError when it does not start or ends meanwhile.
   */
  load(options: LoadOptions): Promise<LoadFigures>;
  /** Runs one statement as the learner would in psql, past the tap. Rejects with PostgreSQL's message. */
  sql(text: string): Promise<SqlResult>;
  /** Runs one command as the learner would in redis-cli, past the tap. An error reply is a reply. */
  redisCommand(line: string): Promise<RedisResult>;
  /** Which of these Redis commands, `CLIENT TRACKING`, cannot be used here. */
  lacks(commands: readonly string[]): Promise<readonly string[]>;
  /** Sets what the next snapshots watch, and forgets the one before. */
  watch(watches: readonly Watch[]): void;
  /** Reads both stores past the tap, and marks what changed since the last call. */
  snapshot(): Promise<Snapshot>;
  /** The names of keys in Redis, 200 at most, read past the tap; no snapshot, so it marks nothing. */
  keys(): Promise<readonly string[]>;
  /**
   * Stops the servers and brings both stores to the state in which they were opened, at the same addresses.
   * Rejects with a TutorialError when that fails.
   */
  reset(): Promise<void>;
  /**
   * Carries out work that uses the stores in other ways. Where it fails, or takes long, because of a store that is
   * somebody's, it rejects with a StoreTrouble, which says what is wrong there.
   */
  explained<T>(work: () => Promise<T>): Promise<T>;
  /** Looks whether stores that are somebody's can be used. Rejects with a StoreTrouble when one cannot. */
  check(): Promise<void>;
  /** Tells other terminals other addresses for the servers than their own, until servers are started again. */
  announce(servers: readonly RunningServer[]): void;
  /** Ends everything, last started first. Safe to call twice. */
  close(): Promise<void>;
}

export interface StartOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Ports to listen on, one for each copy; free ones by default. */
  readonly ports?: readonly number[];
}

export interface LoadOptions {
  readonly variant: string;
  /** Path and query of a GET. */
  readonly path: string;
  /** How many requests are under way at any time. */
  readonly connections: number;
  /** How long is measured, after a warm-up of half a second to three. */
  readonly seconds: number;
  /** Called now and then with how much of that time has passed, in ms; 0 during the warm-up. */
  readonly onProgress?: (elapsedMs: number) => void;
}
