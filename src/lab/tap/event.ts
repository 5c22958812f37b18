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
   * its arguments, quoted as `redis-cli` would need them. Views shorten; the tap only cuts a single value
   * of more than 64 KiB, and then says how long it was.
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
  /** From the first byte of the request to handing on the last byte of the reply, in ms. */
  readonly durationMs: number;
}

/** What is known of a statement or command before its reply has come. */
export type WireRequest = Omit<WireEvent, 'reply' | 'failed' | 'durationMs'>;

/** A request to keep one reply back: the first whose request matches. */
export interface Hold {
  /**
   * Resolves once the whole reply has arrived and is being kept from the client. Rejects with a
   * TutorialError when that can no longer happen: released before, or the connection ended.
   */
  readonly held: Promise<void>;
  /** Hands on what was kept, or gives up waiting for a match. Safe to call twice. */
  release(): void;
}

/**
 * What a tap can do to the traffic. A label limits it to the listeners with that label; without one it
 * holds for all, those opened later included. Each lasts until `restore`.
 */
export interface Disturbances {
  /**
   * Keeps back the reply of the next statement or command that `match` accepts, and what follows it on
   * the same connection; other connections go on. One call holds one reply.
   */
  hold(match: (request: WireRequest) => boolean): Hold;
  /** Hands every byte of a reply on `ms` milliseconds after it came; 0 ends it. */
  delay(ms: number, label?: string): void;
  /** Closes the listeners, so that a new connection is refused, and resets the existing ones. */
  refuse(label?: string): Promise<void>;
  /**
   * Accepts and reads, but passes nothing on, like a network that loses every packet. What was read is
   * passed on by `restore`, unless its client has closed the connection by then. While it lasts, requests
   * on these connections do not count as pending.
   */
  silence(label?: string): void;
  /** Ends the existing connections: `reset` as a crash does (RST), `end` as an orderly close does (FIN). */
  cut(how: 'reset' | 'end', label?: string): void;
  /**
   * Back to normal: no delay, silence or refusal; without a label, holds are released too. Rejects with
   * a TutorialError when a refused port has been taken by another program.
   */
  restore(label?: string): Promise<void>;
}

/** A proxy before one store that records what crosses it and, when asked, disturbs it. */
export interface Tap extends Disturbances {
  readonly store: StoreName;
  /** Opens a listener on a free port of 127.0.0.1; all that comes through it carries the label. */
  listen(label: string): Promise<{ readonly host: string; readonly port: number }>;
  /** Closes the listeners with this label, and their connections. */
  unlisten(label: string): Promise<void>;
  /** Calls back for every event when its reply is complete. Returns the way to stop. */
  subscribe(listener: (event: WireEvent) => void): () => void;
  /**
   * How many statements or commands, among those that become events, are waiting for their reply. A
   * blocking command counts until it returns; a subscription only until it is confirmed. Those of a client
   * that has closed its side do not count, though the store may still be at work for them.
   */
  readonly pending: number;
  /** How many connections have passed through without being read: encrypted, MONITOR, or not understood. */
  readonly unobserved: number;
  close(): Promise<void>;
}
