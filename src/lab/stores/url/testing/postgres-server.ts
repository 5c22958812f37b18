import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { freePort } from '../../../free-port.js';
import { postgresPrograms } from '../../../tap/testing/servers.js';
import type { Certificate } from './certificates.js';
import { type ServerProcess, startServerProcess } from './server-process.js';

/** PostgreSQL refuses to run as root; it then runs as `nobody`. */
const unprivileged = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

export interface PostgresServerOptions {
  /** Lines of pg_hba.conf; by default SCRAM by TCP. The superuser gets in by the Unix socket in any case. */
  readonly hba?: readonly string[];
  /** As in postgresql.conf, e.g. `{ max_connections: '5' }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Turns TLS on. */
  readonly certificate?: Certificate;
}

/** A real PostgreSQL for a test, at 127.0.0.1, ::1 and a Unix socket. */
export interface PostgresServer {
  readonly port: number;
  /** The folder of its Unix socket. */
  readonly socketDirectory: string;
  readonly pid: number;
  /** Runs SQL as the superuser `postgres`, by the Unix socket; resolves with the rows of the last statement. */
  sql(text: string, database?: string): Promise<Record<string, unknown>[]>;
  /** Stops it at once, as in a crash or by default in order; `start` starts it again at the same port. */
  stop(signal?: 'SIGINT' | 'SIGQUIT' | 'SIGKILL'): Promise<void>;
  start(): Promise<void>;
  /** Stops it and removes its data. */
  close(): Promise<void>;
}

/** Whether `startPostgresServer` can work here. */
export const hasPostgres = postgresPrograms() !== undefined;

/** Makes a PostgreSQL in a temporary directory and starts it. It takes a second or two. */
export async function startPostgresServer(options: PostgresServerOptions = {}): Promise<PostgresServer> {
  const programs = postgresPrograms() ?? '';
  const directory = mkdtempSync(path.join(tmpdir(), 'postgres-'));
  const own = (file: string) => {
    if (unprivileged.uid) chownSync(file, unprivileged.uid, unprivileged.gid ?? 0);
  };
  own(directory);
  const data = path.join(directory, 'data');
  const made = spawnSync(
    path.join(programs, 'initdb'),
    // Who gets in is what pg_hba.conf says, below.
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-N', '-E', 'UTF8', '--locale=C'],
    { cwd: directory, encoding: 'utf8', ...unprivileged },
  );
  if (made.status !== 0) {
    rmSync(directory, { recursive: true, force: true });
    throw new Error(made.stderr);
  }
  const hba = options.hba ?? ['host all all all scram-sha-256', 'local all all scram-sha-256'];
  writeFileSync(path.join(data, 'pg_hba.conf'), ['local all postgres trust', ...hba, ''].join('\n'));
  const port = await freePort();
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1,::1',
    port: String(port),
    unix_socket_directories: directory,
    fsync: 'off',
    ...options.settings,
  };
  if (options.certificate) {
    const files = { ssl_cert_file: options.certificate.cert, ssl_key_file: options.certificate.key };
    settings.ssl = 'on';
    for (const [setting, file] of Object.entries(files)) {
      settings[setting] = path.join(data, `${setting}.pem`);
      copyFileSync(file, settings[setting]);
      chmodSync(settings[setting], 0o600);
      own(settings[setting]);
    }
  }

  async function sql(text: string, database = 'postgres') {
    const client = new pg.Client({ host: directory, port, user: 'postgres', database });
    client.on('error', () => undefined);
    await client.connect();
    try {
      const results: pg.QueryResult | pg.QueryResult[] = await client.query(text);
      return [results].flat().at(-1)?.rows ?? [];
    } finally {
      await client.end();
    }
  }

  let running: ServerProcess | undefined;
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server: PostgresServer = {
    port,
    socketDirectory: directory,
    get pid() {
      return running?.pid ?? 0;
    },
    sql,
    async stop(signal = 'SIGINT') {
      await running?.stop(signal);
      running = undefined;
    },
    async start() {
      running = await startServerProcess(
        path.join(programs, 'postgres'),
        ['-D', data, ...args],
        { cwd: directory, ...unprivileged },
        () =>
          sql('SELECT 1').then(
            () => true,
            () => false,
          ),
      );
    },
    async close() {
      await server.stop('SIGQUIT');
      rmSync(directory, { recursive: true, force: true });
    },
  };
  await server.start().catch((error) => {
    rmSync(directory, { recursive: true, force: true });
    throw error;
  });
  return server;
}
