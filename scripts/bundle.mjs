// Puts what we use of some development dependencies into files of dist/ that need nothing else. As dependencies they
// would make every install larger, or warn: js-redis-server, for one, declares Node 22, though it runs on 20.
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { licencesOf } from './licences.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/**
 * The compiled files that carry their packages with them, what those read from beside themselves, and the folder of
 * ours, if any, that goes into the file too and is there no longer then.
 */
const bundles = [
  {
    file: 'dist/src/lab/stores/redis/embedded-worker.js',
    beside: ['lua-redis-wasm/dist/redis_lua.mjs', 'lua-redis-wasm/dist/redis_lua.wasm'],
  },
  { file: 'dist/src/lab/load/cannon.js' },
  { file: 'dist/src/view/highlight.js' },
  // One file starts faster than many; the bodies of the commands stay outside, and are read when they are run.
  { file: 'dist/src/cli.js', with: 'dist/src/cli' },
];

/** Packages in CommonJS ask for Node's own modules with `require`, which a module has not. */
const requireForCommonJs =
  "import { createRequire as makeRequire } from 'node:module';const require = makeRequire(import.meta.url);";

/** Bundles each of the files in place, and writes the licences of what went into it beside it. */
export async function bundleAll() {
  for (const { file, beside = [], with: folder } of bundles) {
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: [file],
      outfile: file,
      allowOverwrite: true,
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'esm',
      banner: { js: requireForCommonJs },
      minify: true,
      metafile: true,
      logLevel: 'warning',
      plugins: [onlyDevelopment(file, folder)],
    });
    if (folder) rmSync(path.join(root, folder), { recursive: true });
    for (const name of beside) {
      copyFileSync(path.join(root, 'node_modules', name), path.join(path.dirname(file), path.basename(name)));
    }
    const inputs = Object.keys(metafile.inputs).map((input) => path.resolve(root, input));
    writeFileSync(file.replace(/js$/, 'LICENSES.txt'), licencesOf(inputs));
  }
}

/** Leaves out what the package depends on and our other files, but those in the folder: these are there once already. */
const onlyDevelopment = (file, folder) => ({
  name: 'only-development',
  setup(build) {
    const outside = (target) =>
      folder === undefined || !target.startsWith(path.join(root, folder) + path.sep);
    build.onResolve({ filter: /^/ }, ({ path: name, importer, resolveDir }) => {
      if (importer === '' || importer.includes('node_modules')) return undefined;
      if (name in dependencies) return { path: name, external: true };
      const target = path.resolve(resolveDir, name);
      if (!name.startsWith('.') || !outside(target)) return undefined;
      const fromFile = path.relative(path.join(root, path.dirname(file)), target).replaceAll(path.sep, '/');
      return { path: fromFile.startsWith('.') ? fromFile : `./${fromFile}`, external: true };
    });
  },
});
