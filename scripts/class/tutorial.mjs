import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../dist/src/cli.cjs', import.meta.url));

/** Runs the tutorial to its end, in the home of this environment, and takes the time. */
export async function tutorial(args, env) {
  mkdirSync(env.HOME, { recursive: true });
  const began = performance.now();
  const child = spawn(process.execPath, [cli, ...args], {
    cwd: env.HOME,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) {
    child[name].setEncoding('utf8').on('data', (chunk) => {
      output[name] += chunk;
    });
  }
  const [code] = await once(child, 'close');
  return { code, ...output, seconds: (performance.now() - began) / 1000 };
}
