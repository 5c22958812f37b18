import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openLab } from '../../src/lab/open.js';
import { beginLesson } from '../../src/lesson/begin.js';
import type { CatalogueEntry } from '../../src/lesson/catalogue.js';
import type { ExpectationEvent } from '../../src/lesson/events.js';
import { parseLesson } from '../../src/lesson/parse.js';
import { LessonRun } from '../../src/lesson/run.js';
import { packageRoot } from '../../src/package-root.js';
import { edited, type Mutation } from './mutation.js';

/** What one run of a lesson showed. */
export interface Run {
  /** The lesson as it was run. */
  readonly page: string;
  readonly expectations: readonly ExpectationEvent[];
}

/** Runs lessons against mutated servers, each in a lab of its own. */
export class Bench {
  /** In `dist/`, where the servers find their packages. */
  private readonly servers = mkdtempSync(path.join(packageRoot, 'dist/break-'));
  private readonly cacheDir = mkdtempSync(path.join(tmpdir(), 'break-test-'));

  /** Makes the shop's data, which the labs then copy. */
  async prepare(): Promise<void> {
    const lab = await openLab({ cacheDir: this.cacheDir, embedded: true });
    await lab.close();
  }

  /**
   * Runs a lesson, with something broken or as it is: to its end, or until `enough` says so of the
   * expectations so far. Rejects when a step cannot be carried out.
   */
  async run(
    entry: CatalogueEntry,
    mutation: Mutation | null,
    enough: (soFar: readonly ExpectationEvent[]) => boolean = () => false,
  ): Promise<Run> {
    const original = readFileSync(path.join(packageRoot, entry.file), 'utf8');
    const page = mutation?.file === 'lesson.md' ? edited(original, mutation) : original;
    const lesson = parseLesson(page, entry.file, entry.number);
    const serverDir = this.copyServers(mutation);
    const lab = await openLab({ cacheDir: this.cacheDir, embedded: true, serverDir });
    try {
      await beginLesson(lesson, lab);
      const expectations: ExpectationEvent[] = [];
      for await (const event of new LessonRun(lesson, {
        lab: Promise.resolve(lab),
        progress: () => null,
      }).events()) {
        if (event.type !== 'expectation') continue;
        expectations.push(event);
        if (enough(expectations)) break;
      }
      return { page, expectations };
    } finally {
      await lab.close();
    }
  }

  close(): void {
    for (const directory of [this.servers, this.cacheDir]) rmSync(directory, { recursive: true });
  }

  private copyServers(mutation: Mutation | null): string {
    const directory = mkdtempSync(path.join(this.servers, 'server-'));
    cpSync(path.join(packageRoot, 'dist/server'), directory, { recursive: true });
    if (mutation && mutation.file !== 'lesson.md') {
      const file = path.join(directory, mutation.file);
      writeFileSync(file, edited(readFileSync(file, 'utf8'), mutation));
    }
    return directory;
  }
}
