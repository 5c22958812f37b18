/** How the lab came by a store: run inside this program, started as a local program, or given as a URL. */
export type StoreKind = 'embedded' | 'local' | 'url';

/** A running PostgreSQL or Redis. */
export interface Store {
  readonly kind: StoreKind;
  /** `PostgreSQL`, `Redis` or `Valkey`. */
  readonly product: string;
  /** As the store reports it, e.g. `18.6` or `7.0.15`. */
  readonly version: string;
  /** Where it is, for people, when it is somebody's: `anna@db.example.com:5432/shop`. */
  readonly place?: string;
  /** Where it can be reached on this machine, without the tap; the host is 127.0.0.1. */
  readonly host: string;
  readonly port: number;
  /** Whether it takes whoever connects for the learner, so that other users of this machine have to be kept out. */
  readonly ownUserOnly?: boolean;
  /** A URL that `psql` or `redis-cli -u` takes, past the tap. It is for people: no password is in it. */
  readonly url: string;
  /** The same with the password, for connections of our own and the environment of servers. Not to be shown. */
  readonly login: string;
  /**
   * Brings it to the state in which it was opened, at the same address. Its connections may be ended.
   * Rejects with a TutorialError when that fails; it cannot be used then.
   */
  reset(): Promise<void>;
  /**
   * Looks whether it can be used. Rejects with an error that says what is wrong and what to do: a StoreTrouble for a store
   * that is somebody's, which may come back. Those that cannot fail alone have none.
   */
  check?(): Promise<unknown>;
  /** Says again whose a logical database is, where that was lost; others need no such mark. Rejects with a TutorialError. */
  putMarkBack?(): Promise<void>;
  /** Stops it, or the way to it, and frees its port. Safe to call twice. */
  close(): Promise<void>;
}
