import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { test as base, vi } from 'vitest';
import { packageRoot } from '../src/package-root.js';
import { type Home, makeHome } from './home.js';
import { Terminal } from './terminal.js';

/** The program as it is packed. */
export const cli = path.join(packageRoot, 'dist/src/cli.cjs');
if (!existsSync(cli)) throw new Error(`${cli} is not there: run npm run build.`);

// A deadline for what never comes, not a measure: a busy machine may need a while for a lesson.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

export interface Result {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program without a terminal. */
export interface Running {
  readonly pid: number;
  /** What it has printed so far. */
  stdout(): string;
  readonly result: Promise<Result>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Starts a command without a terminal, its input empty. A variable that is undefined is taken away. */
export function start(home: Home, command: readonly string[], env: Environment = {}): Running {
  const [file = '', ...args] = command;
  const child = spawn(file, args, {
    cwd: home.directory,
    env: { ...home.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      output[name] += chunk;
    });
  }
  const result = once(child, 'close').then(([code, signal]) => ({ code, signal, ...output }));
  return { pid: child.pid ?? 0, stdout: () => output.stdout, result };
}

/** Runs the tutorial without a terminal, to its end. */
export function run(home: Home, args: readonly string[], env: Environment = {}): Promise<Result> {
  return start(home, [process.execPath, cli, ...args], env).result;
}

interface Size {
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts a command in a terminal, in a home. */
export function openTerminal(home: Home, command: readonly string[], size: Size = {}): Terminal {
  const [file = '', ...args] = command;
  const { columns = 100, rows = 40, env } = size;
  return new Terminal(file, args, { columns, rows, cwd: home.directory, env: { ...home.env, ...env } });
}

/** Starts the tutorial in a terminal. */
export function tutorial(home: Home, args: readonly string[], size: Size = {}): Terminal {
  return openTerminal(home, [process.execPath, cli, ...args], size);
}

/** A test with a home of its own, which shares the shop's data, or is `fresh`: then they have to be made first. */
export const test = base.extend<{ home: Home; fresh: Home }>({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest finds out by the pattern what a fixture needs.
  home: async ({}, use) => useHome({}, use),
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  fresh: async ({}, use) => useHome({ fresh: true }, use),
});

async function useHome(options: { fresh?: boolean }, use: (home: Home) => Promise<void>): Promise<void> {
  const home = makeHome(options);
  try {
    await use(home);
  } finally {
    await home.remove();
  }
}
