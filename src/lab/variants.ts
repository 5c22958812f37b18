import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { usageError } from '../errors.js';

/** The compiled program of a variant. Throws a TutorialError that lists the variants when there is no such. */
export function findVariant(serverDir: string, variant: string): string {
  const file = path.join(serverDir, `${variant}.js`);
  if (existsSync(file)) return file;
  const names = existsSync(serverDir) ? readdirSync(serverDir) : [];
  const variants = names.filter((name) => name.endsWith('.js')).map((name) => name.slice(0, -3));
  throw usageError(`There is no server ${variant}. Choose one of: ${variants.sort().join(', ')}.`);
}
