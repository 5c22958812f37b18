import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import pg from 'pg';
import { connects, until } from './wait.js';

/** A real server for a test, reached by a Unix socket so that it needs no port. */
export interface TestServer {
  readonly path: string;
  close(): Promise<void>;
}

/** PostgreSQL refuses to run as root; it then runs as this user, `nobody`. */
const unprivileged = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

export function redisProgram(): string | undefined {
  return onPath('redis-server') ?? onPath('valkey-server');
}

export async function startRedis(): Promise<TestServer> {
  const directory = mkdtempSync(join(tmpdir(), 'tap-redis-'));
  const path = join(directory, 'redis.sock');
  const program = redisProgram() ?? 'redis-server';
  const child = spawn(program, ['--port', '0', '--unixsocket', path, '--save', '', '--dir', directory], {
    stdio: 'ignore',
  });
  return ready(child, path, directory, () => connects(path));
}

/** The folder with `initdb` and `postgres`: on PATH, or where Debian keeps them. */
export function postgresPrograms(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian)
    ? readdirSync(debian).map((version) => join(debian, version, 'bin'))
    : [];
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...versions];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

/** Password `secret` for user `tap`, by SCRAM; user `raw` needs none. */
export async function startPostgres(programs: string): Promise<TestServer> {
  const directory = mkdtempSync(join(tmpdir(), 'tap-postgres-'));
  if (unprivileged.uid) chownSync(directory, unprivileged.uid, unprivileged.gid ?? 0);
  const data = join(directory, 'data');
  const password = join(directory, 'password');
  writeFileSync(password, 'secret\n');
  const args = ['-D', data, '-U', 'tap', '-A', 'scram-sha-256', `--pwfile=${password}`, '-N', '-E', 'UTF8'];
  const options = { cwd: directory, encoding: 'utf8', ...unprivileged } as const;
  const made = spawnSync(join(programs, 'initdb'), args, options);
  if (made.status !== 0) {
    rmSync(directory, { recursive: true, force: true });
    throw new Error(made.stderr);
  }
  writeFileSync(join(data, 'pg_hba.conf'), 'local all raw trust\nlocal all all scram-sha-256\n');
  const settings = ['-c', 'listen_addresses=', '-k', directory, '-F'];
  const child = spawn(join(programs, 'postgres'), ['-D', data, ...settings], {
    cwd: directory,
    stdio: 'ignore',
    ...unprivileged,
  });
  const account = { host: directory, user: 'tap', password: 'secret', database: 'postgres' };
  return ready(child, join(directory, '.s.PGSQL.5432'), directory, async () => {
    const client = new pg.Client(account);
    return client.connect().then(
      () => client.query('CREATE ROLE raw LOGIN SUPERUSER').then(() => client.end().then(() => true)),
      () => false,
    );
  });
}

async function ready(
  child: ChildProcess,
  path: string,
  directory: string,
  serves: () => Promise<boolean>,
): Promise<TestServer> {
  const exited = once(child, 'exit');
  const close = async () => {
    child.kill('SIGINT');
    await exited;
    rmSync(directory, { recursive: true, force: true });
  };
  await until('the server serves', serves).catch(async (error) => {
    await close();
    throw error;
  });
  return { path, close };
}

function onPath(program: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, program)).find((file) => existsSync(file));
}
