import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inject } from 'vitest';
import type { Lab } from '../../lab/lab.js';
import { openLab } from '../../lab/open.js';
import { packageRoot } from '../../package-root.js';
import { scriptProgram } from '../program.js';

/** A lab for tests, and a directory for the servers that they write. */
export interface TestLab {
  readonly lab: Lab;
  /** Writes a server; it imports what this package has. Returns it as the program of a learner. */
  server(name: string, source: string): ReturnType<typeof scriptProgram>;
  close(): Promise<void>;
}

/** Opens a lab on the data that all tests share. */
export async function openTestLab(options: { embedded?: boolean } = {}): Promise<TestLab> {
  const directory = mkdtempSync(path.join(tmpdir(), 'exercise-test-'));
  symlinkSync(inject('preparedData'), path.join(directory, 'postgres'));
  symlinkSync(path.join(packageRoot, 'node_modules'), path.join(directory, 'node_modules'));
  writeFileSync(path.join(directory, 'package.json'), '{"type":"module"}');
  const lab = await openLab({ ...options, cacheDir: directory });
  return {
    lab,
    server(name, source) {
      const file = path.join(directory, name);
      writeFileSync(file, source);
      return scriptProgram(file);
    },
    async close() {
      await lab.close();
      rmSync(directory, { recursive: true, maxRetries: 3 });
    },
  };
}
