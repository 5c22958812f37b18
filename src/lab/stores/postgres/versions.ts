/** The version of `@electric-sql/pglite` that is used; a data directory belongs to one. */
export const pgliteVersion = '0.5.16';

/** The version of PostgreSQL that it is built from. */
export const postgresVersion = '18.6';
