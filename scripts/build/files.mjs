// Puts what we use of some packages into files of dist/ that need nothing else. As dependencies, the development ones among
// them would make every install larger, or warn: js-redis-server, for one, declares Node 22, though it runs on 20.
import { copyFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeOneFile } from './one-file.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/**
 * The compiled files that carry their packages with them, what those read from beside themselves, and the dependency
 * that they are made `of`, if they are.
 */
const bundles = [
  {
    file: 'dist/src/lab/stores/redis/embedded-worker.js',
    beside: ['lua-redis-wasm/dist/redis_lua.mjs', 'lua-redis-wasm/dist/redis_lua.wasm'],
  },
  { file: 'dist/src/lab/stores/postgres/pg.js', of: 'pg' },
  { file: 'dist/src/lab/load/cannon.js' },
  { file: 'dist/src/lab/process/execa.js' },
  { file: 'dist/src/lesson/diff.js', of: 'diff' },
  { file: 'dist/src/lesson/yaml.js' },
  { file: 'dist/src/view/highlight.js' },
];

/** Bundles each of the files in place. Returns them, named within `dist/`. */
export async function bundleFiles() {
  for (const { file, beside = [], of } of bundles) {
    await makeOneFile(file, {
      of,
      entryPoints: [file],
      allowOverwrite: true,
      plugins: [withoutDependencies(of)],
    });
    for (const name of beside) {
      copyFileSync(path.join(root, 'node_modules', name), path.join(path.dirname(file), path.basename(name)));
    }
  }
  return bundles.map(({ file }) => file.slice('dist/'.length));
}

/** Leaves out what the package depends on, but for one: these are there once already. */
const withoutDependencies = (of) => ({
  name: 'without-dependencies',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path: name, importer }) => {
      if (importer.includes('node_modules') || name === of || !(name in dependencies)) return undefined;
      return { path: name, external: true };
    });
  },
});
