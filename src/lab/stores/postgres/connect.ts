import type { Client } from 'pg';
import { environmentError } from '../../../errors.js';
import type { Store } from '../store.js';

/** Connects to a lab's PostgreSQL, past the tap; waits while it is loading. Rejects with a TutorialError when it cannot be reached. */
export async function connectPostgres({
  login,
  host,
  port,
}: Pick<Store, 'login' | 'host' | 'port'>): Promise<Client> {
  const { default: pg } = await import('./pg.js');
  const client = new pg.Client({
    connectionString: login,
    application_name: 'cache-tutorial',
  });
  // A lost connection shows where it is used; without the listener it would end the program.
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    throw environmentError(`PostgreSQL at ${host}:${port} cannot be reached.`, error);
  }
  return client;
}

/** How long a server has to let a connection go, in ms. */
const endLimitMs = 1000;

/** Ends a connection; one whose server no longer answers is cut. */
export async function endPostgres(client: Client): Promise<void> {
  const cut = setTimeout(() => client.connection.stream.destroy(), endLimitMs);
  await client.end().catch(() => {});
  clearTimeout(cut);
}
