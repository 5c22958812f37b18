import { spawn } from 'node:child_process';

const limitMs = 240_000;
const running = new Set();

/** Kills whatever `run` has started and has not ended yet. */
export function killRunning() {
  for (const child of running) process.kill(-child.pid, 'SIGKILL');
}

/**
 * Runs a program to its end without a terminal, in a process group of its own that is killed when it takes
 * longer than four minutes. Resolves with what it wrote to stdout and stderr; rejects, with all of it,
 * when it did not end with 0.
 */
export function run(file, args, { cwd, env }) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    if (child.pid !== undefined) running.add(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    }
    const timer = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), limitMs);
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on('exit', () => running.delete(child));
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) resolve(output);
      else
        reject(
          new Error(`${[file, ...args].join(' ')}\nended with ${code ?? signal}:\n${lastLines(output)}`),
        );
    });
  });
}

/**
 * Throws when npm had anything to warn about. The one exception is npm 11's notice that esbuild, which tsx runs the
 * learner's TypeScript with, has an install script: it works without, and its build without one is three times slower.
 */
export function assertQuiet(output) {
  const said = output
    .split('\n')
    .filter((line) => /npm (warn|error)|EBADENGINE|deprecated/i.test(line))
    .filter((line) => !/^npm warn install-scripts(?!\s{2,}(?!esbuild@)\S+@)/.test(line));
  if (said.length > 0) throw new Error(`npm was not quiet:\n${said.join('\n')}`);
}

/** Throws when `output` does not match. */
export function assertMatch(output, pattern) {
  if (!pattern.test(output)) throw new Error(`nothing matches ${pattern}:\n${lastLines(output)}`);
}

const lastLines = (text) => text.trimEnd().split('\n').slice(-30).join('\n');
