// Puts the modules of the program together, without the packages that they use: a lesson then starts from 73 files, and
// not from 157. What several commands need is in files of dist/src/chunks/, once.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));

/** What tests and scripts import of the built program by its path, within `dist/src/`. */
const forTestsAndScripts = [
  'lab/launch.js',
  'lab/open.js',
  'lab/process/child.js',
  'lab/process/watchdog.js',
  'lab/stores/postgres/engine.js',
  'lab/stores/postgres/front.js',
  'lab/stores/postgres/shop.js',
  'lab/stores/postgres/template.js',
  'lab/stores/redis/connection.js',
  'lab/stores/redis/embedded.js',
  'lab/stores/redis/local.js',
  'lab/tap/tap.js',
  'lab/variant-process.js',
  'lab/variants.js',
  'lesson/begin.js',
  'lesson/catalogue.js',
  'lesson/place.js',
  'lesson/run.js',
  'output.js',
];

/**
 * Bundles the bodies of the commands, and the checks of the exercises with them, since these and the grader know each
 * other's errors by their classes. Files that are complete by themselves (`alone`) are left as they are; all other modules
 * are in one of these files now, and removed. Files are named within `dist/`.
 */
export async function bundleProgram({ bodies, alone }) {
  const checks = readdirSync(path.join(dist, 'lessons')).map((folder) => `lessons/${folder}/checks.js`);
  const entries = [...bodies, ...checks, ...forTestsAndScripts.map((name) => `src/${name}`)];
  const { metafile } = await build({
    absWorkingDir: dist,
    entryPoints: entries.map((name) => `./${name}`),
    outdir: '.',
    outbase: '.',
    chunkNames: 'src/chunks/[name]-[hash]',
    allowOverwrite: true,
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    metafile: true,
    logLevel: 'warning',
    plugins: [stayAlone(alone)],
  });
  const needed = new Set([...alone, ...Object.keys(metafile.outputs)]);
  for (const folder of ['src', 'lessons']) {
    for (const name of readdirSync(path.join(dist, folder), { recursive: true })) {
      const file = withSlashes(path.join(folder, name));
      if (file.endsWith('.js') && !needed.has(file)) rmSync(path.join(dist, file));
    }
  }
  for (const [file, { imports }] of Object.entries(metafile.outputs)) {
    const outside = imports.filter(({ external, path: name }) => external && name.startsWith('.'));
    for (const { path: name } of outside) {
      if (!existsSync(path.join(dist, path.dirname(file), name)))
        throw new Error(`dist/${file} does not find ${name}.`);
    }
  }
}

/** Leaves files outside, for what imports them from two folders deep in `dist/`, as the bodies, the checks and the chunks do. */
const stayAlone = (files) => ({
  name: 'stay-alone',
  setup(build) {
    build.onResolve({ filter: /^\./ }, ({ path: name, resolveDir }) => {
      const file = withSlashes(path.relative(dist, path.resolve(resolveDir, name)));
      return files.includes(file) ? { path: `../../${file}`, external: true } : undefined;
    });
  },
});

const withSlashes = (file) => file.replaceAll(path.sep, '/');
