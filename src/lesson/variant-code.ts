import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../package-root.js';
import { listLessons } from './catalogue.js';
import { wholeDiff } from './diff.js';

/** The program of a variant, and what is new in it. */
export interface VariantCode {
  /** Path relative to the package, `server/ttl.ts`. */
  readonly file: string;
  readonly code: string;
  /** The variant that the course has before this one, `cache`; null for the first. */
  readonly previous: string | null;
  /** The lines, from 1, that are new or different since then. */
  readonly changedLines: ReadonlySet<number>;
}

/** The code of a variant of the course. Throws when there is no such. */
export function codeOfVariant(variant: string): VariantCode {
  const previous = variantBefore(variant);
  const code = readVariant(variant);
  const changedLines = new Set<number>();
  let line = 0;
  for (const text of previous === null ? [] : wholeDiff(readVariant(previous), code)) {
    if (text.startsWith('-')) continue;
    line++;
    if (text.startsWith('+')) changedLines.add(line);
  }
  return { file: fileOf(variant), code, previous, changedLines };
}

/** What differs between a variant and the one before it. */
export interface VariantDiff {
  /** Both files, with an arrow between, as a lesson's `diff` block names them. */
  readonly file: string;
  /** Every line of both, with its sign. */
  readonly diff: string;
}

/** What differs between a variant of the course and the one before it; null for the first variant. */
export function diffOfVariant(variant: string): VariantDiff | null {
  const previous = variantBefore(variant);
  if (previous === null) return null;
  const lines = wholeDiff(readVariant(previous), readVariant(variant));
  return { file: `${fileOf(previous)} → ${fileOf(variant)}`, diff: lines.join('\n') };
}

/**
 * The variant that a lesson compares this one with, else the one that the course runs before it: lesson 2 builds on
 * `no-cache`, although lesson 1 has run `in-memory` since.
 */
function variantBefore(variant: string): string | null {
  const pages = listLessons().map(({ file }) => readFileSync(path.join(packageRoot, file), 'utf8'));
  const compared = pages.map((page) =>
    new RegExp(`^\`\`\`diff from=server/([a-z-]+)\\.ts to=${fileOf(variant)}$`, 'm').exec(page),
  );
  const from = compared.find((match) => match !== null)?.[1];
  if (from !== undefined) return from;
  const order = [...new Set(pages.flatMap(variantsRun))];
  return order[order.indexOf(variant) - 1] ?? null;
}

/** The variants that a page runs, in order. */
function variantsRun(page: string): string[] {
  const found = page.matchAll(/^(?:server|start): ([a-z-]+)$/gm);
  return [...found].map(([, name = '']) => name);
}

const fileOf = (variant: string) => `server/${variant}.ts`;

function readVariant(variant: string): string {
  const file = path.join(packageRoot, fileOf(variant));
  if (!existsSync(file)) throw new Error(`there is no server ${variant}`);
  return readFileSync(file, 'utf8');
}
