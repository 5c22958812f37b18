import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { closest } from '../closest.js';
import { usageError } from '../errors.js';
import { packageRoot } from '../package-root.js';

/** The folder with the compiled variants, `<variant>.js`. */
export const variantsDir = path.join(packageRoot, 'dist/server');

/** What every variant can be asked: path and query of a GET. */
export const countPath = '/orders/count?drink=latte';

/** The names of the variants in a folder; none when it is not there. */
export function listVariants(directory: string = variantsDir): string[] {
  const files = existsSync(directory) ? readdirSync(directory) : [];
  return files
    .filter((name) => name.endsWith('.js'))
    .map((name) => name.slice(0, -'.js'.length))
    .sort();
}

/** The compiled program of a variant. @throws a usage error that says what is meant, or what there is. */
export function findVariant(directory: string, variant: string): string {
  const variants = listVariants(directory);
  if (variants.includes(variant)) return path.join(directory, `${variant}.js`);
  const near = closest(variant, variants);
  const hint = near === null ? '' : ` Did you mean ${near}?`;
  throw usageError(`There is no variant "${variant}".${hint} There are: ${variants.join(', ')}.`);
}
