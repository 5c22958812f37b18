export type StoreName = 'postgres' | 'redis';

/** One statement or command that crossed the wire, with its reply. */
export interface WireEvent {
  readonly store: StoreName;
  /** Whose traffic it is: the label of the listener that it came through, e.g. `A`. */
  readonly source: string;
  /** Counts up from 1 per tap; one TCP connection keeps its number. */
  readonly connection: number;
  /**
   * What a person would type: SQL with its parameters written in as literals, or a Redis command with
   * its arguments, quoted as `redis-cli` would need them. Never shortened: views shorten.
   */
  readonly text: string;
  /** The SQL as sent, with `$1`; or the Redis command's name in capitals. */
  readonly statement: string;
  /** Bind parameters (null for NULL; binary ones as `\x…`), or the Redis arguments after the name. */
  readonly parameters: readonly (string | null)[];
  /** In brief: `1 row`, `INSERT 0 1`, `(nil)`, `OK`, `"124873"`, `(integer) 1`, `ERROR: …`. */
  readonly reply: string;
  readonly failed: boolean;
  /** When its first byte reached the tap, on the clock of `performance.now()`, in ms. */
  readonly startMs: number;
  /** From the first byte of the request to the last byte of the reply, in ms. */
  readonly durationMs: number;
}

/** A proxy before one store that records what crosses it and, when asked, disturbs it. */
export interface Tap {
  readonly store: StoreName;
  /** Opens a listener on a free port of 127.0.0.1; all that comes through it carries the label. */
  listen(label: string): Promise<{ readonly host: string; readonly port: number }>;
  /** Closes the listeners with this label, and their connections. */
  unlisten(label: string): Promise<void>;
  /** Calls back for every event when its reply is complete. Returns the way to stop. */
  subscribe(listener: (event: WireEvent) => void): () => void;
  /** How many statements or commands are waiting for their reply. */
  readonly pending: number;
  close(): Promise<void>;
}
