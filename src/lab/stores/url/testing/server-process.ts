import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { until } from '../../../tap/testing/wait.js';

export interface ServerProcess {
  readonly pid: number;
  /** Ends it; resolves when it has ended. */
  stop(signal: NodeJS.Signals): Promise<void>;
}

/** Starts a server and waits until it serves. Rejects with what it said when it does not. */
export async function startServerProcess(
  file: string,
  args: readonly string[],
  options: SpawnOptions,
  serves: () => Promise<boolean>,
): Promise<ServerProcess> {
  const child: ChildProcess = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const output of [child.stdout, child.stderr]) {
    output?.on('data', (chunk) => {
      said = `${said}${chunk}`.slice(-4000);
    });
  }
  const exited = once(child, 'exit');
  const stop = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await exited;
  };
  try {
    await until('the server serves', async () => {
      if (child.exitCode !== null) throw new Error('the server has ended');
      return serves();
    });
  } catch (error) {
    await stop('SIGKILL');
    throw new Error(`${file} does not start: ${said}`, { cause: error });
  }
  return { pid: child.pid ?? 0, stop };
}
