import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import type { Purpose, RunningServer } from './lab.js';
import { isRunning } from './lock.js';

/** A lab that runs on this machine, as it tells of itself. No URL has a password in it. */
export interface RunningLab extends Purpose {
  /** The process that opened it. */
  readonly pid: number;
  /** When its stores were open, in ISO 8601. */
  readonly since: string;
  /** Whether it is the learner's own, and asks for a password that is not known here. */
  readonly ownPostgres: boolean;
  readonly ownRedis: boolean;
  /** For `psql`, past the tap. */
  readonly databaseUrl: string;
  /** For `redis-cli -u`, past the tap. */
  readonly redisUrl: string;
  /** Where its servers can be asked; changes as a lesson goes on. */
  readonly servers: readonly RunningServer[];
}

/** Whose a session's directory is, and what other terminals may know of the lab: nothing, while it is being opened. */
export interface Owner {
  readonly pid: number;
  readonly host: string;
  readonly lab?: Omit<RunningLab, 'pid'>;
}

const ownerFile = 'owner.json';

/** Says that the directory is ours. A reader never meets half of it. Throws errors of the file system. */
export function writeOwner(directory: string, lab?: Owner['lab']): void {
  const owner: Owner = { pid: process.pid, host: hostname(), ...(lab && { lab }) };
  const file = path.join(directory, ownerFile);
  writeFileSync(`${file}.new`, JSON.stringify(owner));
  renameSync(`${file}.new`, file);
}

/** Throws when there is none, or it cannot be understood. */
export function readOwner(directory: string): Owner {
  const owner: unknown = JSON.parse(readFileSync(path.join(directory, ownerFile), 'utf8'));
  const { pid, host } = owner as Partial<Owner>;
  if (typeof pid !== 'number' || typeof host !== 'string') throw new TypeError(`${directory} has no owner.`);
  return owner as Owner;
}

/**
 * Whether the owner runs on this machine, runs no longer, or is somewhere else: a cache directory may be shared
 * between machines or containers, whose process ids say nothing here.
 */
export function whereIs({ pid, host }: Owner): 'here' | 'gone' | 'elsewhere' {
  if (host !== hostname()) return 'elsewhere';
  return isRunning(pid) ? 'here' : 'gone';
}
