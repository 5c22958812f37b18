/** Where a store listens: a TCP port, or the path of a Unix socket. An IPv6 host stands without brackets. */
export type Endpoint = { readonly host: string; readonly port: number } | { readonly path: string };

/** How the way to a store is encrypted, in the words of libpq's `sslmode`. */
export interface Encryption {
  /**
   * `prefer` encrypts where the store can, `require` always; neither looks at the certificate. `verify-ca` wants one that
   * a trusted authority has signed, `verify-full` one that names the host, too.
   */
  readonly mode: 'disable' | 'prefer' | 'require' | 'verify-ca' | 'verify-full';
  /** The certificates of the authorities to trust, in PEM; those that Node trusts when there are none. */
  readonly ca?: string;
}

/** What a PostgreSQL URL says. Only `password` is a secret. */
export interface PostgresAddress {
  readonly product: 'postgres';
  readonly endpoint: Endpoint;
  readonly encryption: Encryption;
  readonly user: string;
  readonly password?: string;
  readonly database: string;
}

/** What a Redis URL says. Only `password` is a secret. */
export interface RedisAddress {
  readonly product: 'redis';
  readonly endpoint: Endpoint;
  readonly encryption: Encryption;
  /** None stands for the user `default`. */
  readonly user?: string;
  readonly password?: string;
  /** The logical database that the URL names; undefined when it names none. */
  readonly database?: number;
}

export type StoreAddress = PostgresAddress | RedisAddress;
