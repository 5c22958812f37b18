import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../package-root.js';
import { wholeDiff } from './diff.js';
import { allowOnly, type Fence } from './fence.js';
import type { CodeBlock } from './lesson.js';
import type { Source } from './lesson-error.js';

/** Reads a `ts file=…` block: its code must stand in that file, line for line, indented or not. */
export function readCode(fence: Fence, source: Source): CodeBlock {
  allowOnly(fence, ['file'], source);
  const file = fence.attributes.get('file');
  if (!file)
    source.fail(fence.line, 'a `ts` block names the file that its code is from: `ts file=server/cache.ts`');
  const actual = readPackageFile(file, fence.line, source);
  mustContain(actual.split('\n'), fence.text.split('\n'), fence.line, file, source);
  return { kind: 'code', line: fence.line, language: 'ts', file, code: fence.text };
}

/**
 * Reads a `diff from=… to=…` block: each run of its lines (runs are parted by a line of `…`) must stand in
 * the whole difference between the two files.
 */
export function readDiff(fence: Fence, source: Source): CodeBlock {
  allowOnly(fence, ['from', 'to'], source);
  const from = fence.attributes.get('from');
  const to = fence.attributes.get('to');
  if (!from || !to)
    source.fail(fence.line, 'a `diff` block names two files: `diff from=server/cache.ts to=server/ttl.ts`');
  const difference = wholeDiff(
    readPackageFile(from, fence.line, source),
    readPackageFile(to, fence.line, source),
  );
  let line = fence.line;
  for (const run of fence.text.split(/^ ?…\n/m)) {
    const lines = run.replace(/\n$/, '').split('\n');
    mustContain(difference, lines, line, `the difference between ${from} and ${to}`, source);
    line += lines.length + 1;
  }
  return { kind: 'code', line: fence.line, language: 'diff', file: `${from} → ${to}`, code: fence.text };
}

function readPackageFile(file: string, line: number, source: Source): string {
  const full = path.join(packageRoot, file);
  if (!existsSync(full)) source.fail(line, `there is no file ${file}`);
  return readFileSync(full, 'utf8');
}

/** Fails with the line in the lesson that does not stand in the file where it should. */
function mustContain(
  hay: readonly string[],
  needle: readonly string[],
  line: number,
  where: string,
  source: Source,
) {
  const wanted = needle.map((text) => text.trimEnd());
  let furthest = 0;
  for (let start = 0; start < hay.length; start++) {
    const indent = indentation(hay[start] ?? '') - indentation(wanted[0] ?? '');
    let matched = 0;
    while (matched < wanted.length && sameLine(hay[start + matched], wanted[matched] ?? '', indent))
      matched++;
    if (matched === wanted.length) return;
    furthest = Math.max(furthest, matched);
  }
  source.fail(
    line + 1 + furthest,
    `this line is not in ${where} where the block has it: ${wanted[furthest]}`,
  );
}

const indentation = (text: string) => text.length - text.trimStart().length;

function sameLine(actual: string | undefined, wanted: string, indent: number): boolean {
  if (actual === undefined) return false;
  const shifted = wanted === '' || indent <= 0 ? wanted : ' '.repeat(indent) + wanted;
  return actual.trimEnd() === shifted;
}
