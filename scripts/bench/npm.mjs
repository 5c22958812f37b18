import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Installs packages, as `name@version` or as the path of a tarball, into a new directory, from the registry that this user
 * has set and without scripts; returns how long that took, in ms. Throws when npm fails.
 */
export function install(directory, packages, options = []) {
  mkdirSync(directory, { recursive: true });
  // Without one of its own, npm would install into the next directory above that has one.
  writeFileSync(path.join(directory, 'package.json'), '{ "private": true }\n');
  const start = performance.now();
  npm(
    ['install', '--save-exact', '--ignore-scripts', '--no-audit', '--no-fund', ...options, ...packages],
    directory,
  );
  return performance.now() - start;
}

/** Packs a project as it is, without building it; returns the path of the tarball. Throws when npm fails. */
export function pack(project, destination) {
  const output = npm(['pack', '--ignore-scripts', '--json', '--pack-destination', destination], project);
  return path.join(destination, JSON.parse(output)[0].filename);
}

function npm(args, cwd) {
  const { status, stdout, stderr } = spawnSync('npm', args, {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`npm ${args[0]} ended with ${status} in ${cwd}: ${stderr}`);
  return stdout;
}
