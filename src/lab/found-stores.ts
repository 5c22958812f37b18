import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { systemUser } from '../system-user.js';

/** How long a port of this machine may take to be found open, in ms. */
const patienceMs = 500;

/** A store that runs on this machine already, with a URL to begin with; who may log in, it does not know. */
export interface FoundStore {
  /** Where it was found: `localhost:5432`, `/var/run/postgresql`. */
  readonly where: string;
  readonly url: string;
}

/** What listens where PostgreSQL usually does: its Unix socket first, since there the system vouches for the user. */
export async function findRunningPostgres(sockets = ['/var/run/postgresql', '/tmp']): Promise<FoundStore[]> {
  const user = encodeURIComponent(systemUser() ?? 'postgres');
  const found = sockets
    .filter((folder) => existsSync(`${folder}/.s.PGSQL.5432`))
    .map((where) => ({ where, url: `postgres://${user}@/postgres?host=${where}` }));
  const byPort = await findAt(5432, `postgres://${user}@localhost:5432/postgres`);
  return [...found.slice(0, 1), ...byPort];
}

/** What listens where Redis usually does. */
export const findRunningRedis = (): Promise<FoundStore[]> => findAt(6379, 'redis://localhost:6379');

async function findAt(port: number, url: string): Promise<FoundStore[]> {
  const listens = await new Promise<boolean>((resolve) => {
    const socket = connect({ host: 'localhost', port, timeout: patienceMs });
    const end = (open: boolean) => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
  return listens ? [{ where: `localhost:${port}`, url }] : [];
}
