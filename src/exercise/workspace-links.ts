import { existsSync, lstatSync, mkdirSync, readlinkSync, symlinkSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import { environmentError } from '../errors.js';
import { packageRoot } from '../package-root.js';

/** What a learner's server imports, and what an editor must know to complete it. */
export const linkedPackages = ['pg', 'redis', 'fastify', '@types/pg', '@types/node'] as const;

/**
 * Links the packages in `node_modules` of a workspace to the tutorial's own copies, so that nothing has to be
 * installed. Made anew at each run: a copy that was fetched for one run may have gone since. What the learner has
 * installed is left alone. Throws errors of the file system.
 */
export function linkPackages(directory: string): void {
  const modules = path.join(directory, 'node_modules');
  // A link of the learner's leads to packages that are used elsewhere too.
  if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) return;
  for (const name of linkedPackages) {
    const link = path.join(modules, name);
    mkdirSync(path.dirname(link), { recursive: true });
    renewLink(link, findPackage(name));
  }
}

function renewLink(link: string, target: string): void {
  const there = lstatSync(link, { throwIfNoEntry: false });
  if (there && !there.isSymbolicLink()) return;
  if (there) {
    if (readlinkSync(link) === target) return;
    unlinkSync(link);
  }
  // A junction needs no rights on Windows; elsewhere the type means nothing.
  symlinkSync(target, link, 'junction');
}

/** The directory of a package that the tutorial uses, wherever the installation has put it. */
function findPackage(name: string): string {
  for (let folder = packageRoot; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'node_modules', name);
    if (existsSync(candidate)) return candidate;
    if (folder === path.dirname(folder)) {
      throw environmentError(`The package ${name} is missing: install cache-tutorial again.`);
    }
  }
}
