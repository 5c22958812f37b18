import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** A directory for the shop's data, which the first program that needs it fills. */
    preparedData: string;
  }
}

/** Runs once before all tests: making the shop's data takes seconds, so that most tests share what is made once. */
export default function setup({ provide }: TestProject): () => void {
  const directory = mkdtempSync(path.join(realpathSync(tmpdir()), 'cache-tutorial-prepared-'));
  const data = path.join(directory, 'postgres');
  mkdirSync(data);
  provide('preparedData', data);
  return () => rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
}
