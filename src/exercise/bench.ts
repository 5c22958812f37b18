import type { Hold, WireEvent, WireRequest } from '../lab/tap/event.js';
import type { Warning } from './exercise.js';

/** The two copies of the learner's server. */
export type CopyName = 'A' | 'B';

/** An order as the bench has put it into the table. */
export interface BenchOrder {
  readonly id: number;
  readonly drink: string;
  readonly size: 'small' | 'medium' | 'large';
  readonly priceCents: number;
}

/** What a request to the learner's server came to. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The body as JSON; undefined when it is none. */
  readonly json: unknown;
  readonly durationMs: number;
  /** Everything that any copy asked of the stores meanwhile, by start. */
  readonly wire: readonly WireEvent[];
  /** How many statements read the shop's data: not BEGIN, SET, `SELECT 1` and the like. */
  readonly selects: number;
  /** How many statements changed the shop's data. */
  readonly writes: number;
  /** The request as a `curl` line that can be pasted. */
  readonly curl: string;
}

/** A key in Redis, in any logical database, read past the tap. */
export interface KeyState {
  readonly database: number;
  readonly key: string;
  readonly type: string;
  /** Time left in ms; null when it never expires. */
  readonly ttlMs: number | null;
}

/**
 * The place where a learner's server is tried: two copies of it behind the taps, a small table of orders of
 * its own, and an empty Redis with one canary key. Everything random comes from the printed seed.
 *
 * A server that hangs, dies or answers garbage makes `request` reject with a `ServerTrouble`, which the
 * grader turns into the failure of the check that ran.
 */
export interface Bench {
  /** CACHE_TTL_SECONDS of the learner's server, in ms. */
  readonly ttlMs: number;
  readonly random: Random;
  /** Sends a request to copy A, or to another, and waits until the servers are quiet again. */
  request(method: string, path: string, options?: { body?: unknown; to?: CopyName }): Promise<Reply>;
  get(path: string, to?: CopyName): Promise<Reply>;
  post(path: string, body: unknown, to?: CopyName): Promise<Reply>;
  /**
   * A drink that no check has used, with a few orders in the table: at least two sizes and two prices. With a
   * name, the drink of that name; see `awkwardNames` in checks/names.ts.
   */
  newDrink(name?: string): Promise<{ readonly name: string; readonly orders: readonly BenchOrder[] }>;
  /** A name that no order has. */
  unknownDrink(): string;
  /** Inserts an order past the server, as the till does. */
  insertOrder(order: Omit<BenchOrder, 'id'>): Promise<BenchOrder>;
  deleteOrder(id: number): Promise<void>;
  /** Runs SQL past the server; rows as text. `$1` parameters are allowed. */
  sql(
    text: string,
    parameters?: readonly (string | number)[],
  ): Promise<readonly (readonly (string | null)[])[]>;
  /**
   * Sends one Redis command past the servers, to a logical database (0 by default), as an earlier program has
   * done, or to look at what a key holds; the reply as text, empty for nil and lists.
   */
  redis(args: readonly string[], database?: number): Promise<string>;
  /** Every key in Redis but the canary. */
  keys(): Promise<readonly KeyState[]>;
  /** Empties Redis, all logical databases, and puts the canary back. */
  flush(): Promise<void>;
  /** Whether the canary is as it was. */
  canaryLives(): Promise<boolean>;
  /** Ends the copies with SIGKILL, and starts them again. */
  restart(): Promise<void>;
  /** Polls until `probe` yields something other than undefined; undefined when `limitMs` have passed. */
  until<T>(probe: () => Promise<T | undefined>, limitMs: number): Promise<T | undefined>;
  /** Keeps one reply of a store back: see the tap. */
  holdPostgres(match: (request: WireRequest) => boolean): Hold;
  holdRedis(match: (request: WireRequest) => boolean): Hold;
  /** Says that something is risky, though right. Each text is shown once. */
  warn(warning: Warning): void;
  /** Names the reply that shows what is wrong, for the trace below a failure; the last one by default. */
  showReply(reply: Reply): void;
}

/** Random values from one seed: the same seed, the same run. */
export interface Random {
  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number;
  pick<T>(list: readonly T[]): T;
  /** A short word of small letters. */
  word(): string;
}
