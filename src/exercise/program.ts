import path from 'node:path';
import type { Program } from '../lab/lab.js';
import { workerFile } from '../lab/worker-file.js';

/**
 * A server in a TypeScript or JavaScript file, run by this Node with tsx, which knows decorators and all
 * other syntax of TypeScript.
 */
export function scriptProgram(file: string): Program {
  const absolute = path.resolve(file);
  const withTsx = ['--import', import.meta.resolve('tsx')];
  return {
    name: path.basename(file),
    command: { file: process.execPath, args: [...withTsx, absolute] },
    spare: { file: process.execPath, args: [...withTsx, workerFile('src/exercise/spare-main'), absolute] },
    cwd: path.dirname(absolute),
  };
}

/** A server that a command line starts, in any language: `uvicorn app:app --port $PORT`. */
export function commandProgram(line: string, cwd: string): Program {
  return { name: line, command: line, cwd };
}
