import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cli } from '../cli.mjs';

/**
 * Starts the tutorial without a terminal, its input empty. `ended` resolves with its exit code, or null and the signal that
 * ended it; `output` is what it has printed so far. `user`: the id of the user and group it runs as.
 */
export function startTutorial(home, args, { env = {}, cwd = home.directory, user, node = [] } = {}) {
  const child = spawn(process.execPath, [...node, cli, ...args], {
    cwd,
    env: { ...home.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(user !== undefined && { uid: user, gid: user }),
  });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) {
    child[name].setEncoding('utf8').on('data', (chunk) => {
      output[name] += chunk;
    });
  }
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, ...output }));
  return { pid: child.pid, output, ended };
}

/** Runs it to its end. */
export const runTutorial = (home, args, options) => startTutorial(home, args, options).ended;
