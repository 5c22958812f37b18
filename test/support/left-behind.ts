// What a learner's home has been left with: for the tests, and for the soak, which runs without Vitest.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import path from 'node:path';

/** A home, as far as what was left behind by the programs that ran there is found by it. */
export interface Traces {
  readonly directory: string;
  readonly cacheDir: string;
  /** Its CACHE_TUTORIAL_TEST is in the environment of every program that runs here, and of no other. */
  readonly env: Readonly<Record<string, string>>;
}

export interface Process {
  readonly pid: number;
  /** The beginning of its command line. */
  readonly command: string;
}

/**
 * What was started from this home and still runs, orphans too. Their environment tells; where a program has
 * written over that, as redis-server does, its working directory does. Zombies have neither.
 */
export function processesOf({ directory, env }: Pick<Traces, 'directory' | 'env'>): Process[] {
  const marker = ` CACHE_TUTORIAL_TEST=${env.CACHE_TUTORIAL_TEST}`;
  // The `e` shows the environment behind the command, on Linux and on macOS.
  const all = execFileSync('ps', ['axeww', '-o', 'pid=,command='], { encoding: 'utf8', maxBuffer: 1 << 26 });
  return all.split('\n').flatMap((line) => {
    const [, pid, command] = line.match(/^\s*(\d+)\s+(.*)$/) ?? [];
    if (!pid || !command) return [];
    const isOurs = command.includes(marker) || workingDirectory(pid).startsWith(directory);
    return isOurs ? [{ pid: Number(pid), command: command.slice(0, 120) }] : [];
  });
}

/** Empty where the system does not tell. */
function workingDirectory(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
}

/** The directories of running sessions, and whatever is there of making data: locks, and data half made. */
export function leftInCache({ cacheDir }: Pick<Traces, 'cacheDir'>): string[] {
  const sessions = listed(path.join(cacheDir, 'sessions'));
  const data = listed(path.join(cacheDir, 'postgres'));
  return [...sessions, ...data.filter((name) => !/^pristine-[^/]*\d$/.test(name))];
}

const listed = (directory: string) => (existsSync(directory) ? readdirSync(directory) : []);
