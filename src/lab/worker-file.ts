import path from 'node:path';
import { packageRoot } from '../package-root.js';

/**
 * The compiled file of a worker thread or a child process, as a path. It is always the one in `dist/`,
 * also when the caller runs from sources: node cannot load a TypeScript file by itself.
 * `source` is the file's path without its ending, e.g. `src/lab/process/watchdog-main`.
 */
export function workerFile(source: string): string {
  return path.join(packageRoot, 'dist', `${source}.js`);
}
