import { spawnSync } from 'node:child_process';

/** Runs `node` with `args` to its end; returns how long it took, in ms. Throws when it fails. */
export function runNode(args, env) {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`);
  return performance.now() - start;
}
