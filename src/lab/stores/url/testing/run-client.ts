import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs a program to its end; unlike `spawnSync`, this leaves what it talks to time to work. */
export async function runClient(
  file: string,
  args: readonly string[],
  input = '',
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const child = spawn(file, args);
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      output[name] += chunk;
    });
  }
  child.stdin.end(input);
  await once(child, 'close');
  return output;
}
