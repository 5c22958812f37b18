import path from 'node:path';
import type { Child, ChildOptions } from './process/child.js';

/**
 * Young objects of a copy may take so much, in MB, three times over; Node's own 16 make it no quicker under load, and
 * each copy 20 MB larger.
 */
const semiSpaceMb = 4;

/** How a copy of a variant is run from its compiled file. */
export function variantProcess(
  { name, variant }: { name: string; variant: string },
  file: string,
  env: Readonly<Record<string, string>>,
): ChildOptions {
  return {
    name: `Server ${name} (${variant})`,
    file: process.execPath,
    args: [`--max-semi-space-size=${semiSpaceMb}`, file],
    cwd: path.dirname(file),
    env,
  };
}

/** The URL that a copy of a variant says it listens on. Rejects as `Child.startedBy` does. */
export async function listeningUrl(child: Child, limitMs: number): Promise<string> {
  const listening = child.line(/^listening on (http:\/\/127\.0\.0\.1:\d+)/);
  return (await child.startedBy(listening, limitMs))[1] ?? '';
}
