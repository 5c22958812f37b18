// Puts what we use of some development dependencies into files of dist/ that need nothing else. As dependencies they
// would make every install larger, or warn: js-redis-server, for one, declares Node 22, though it runs on 20.
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { licencesOf } from './licences.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/** The compiled files that carry their packages with them, and what those read from beside themselves. */
const bundles = [
  {
    file: 'dist/src/lab/stores/redis/embedded-worker.js',
    beside: ['lua-redis-wasm/dist/redis_lua.mjs', 'lua-redis-wasm/dist/redis_lua.wasm'],
  },
  { file: 'dist/src/lab/load/cannon.js' },
  { file: 'dist/src/lab/process/execa.js' },
  { file: 'dist/src/lesson/yaml.js' },
  { file: 'dist/src/view/highlight.js' },
];

/** Packages in CommonJS ask for Node's own modules with `require`, which a module has not. */
const requireForCommonJs =
  "import { createRequire as makeRequire } from 'node:module';const require = makeRequire(import.meta.url);";

/** Bundles each of the files in place, and writes the licences of what went into it beside it. */
export async function bundleAll() {
  for (const { file, beside = [] } of bundles) {
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
      plugins: [onlyDevelopment(file)],
    });
    for (const name of beside) {
      copyFileSync(path.join(root, 'node_modules', name), path.join(path.dirname(file), path.basename(name)));
    }
    const inputs = Object.keys(metafile.inputs).map((input) => path.resolve(root, input));
    writeFileSync(file.replace(/js$/, 'LICENSES.txt'), licencesOf(inputs));
  }
}

/** Leaves out what the package depends on and our other files: these are there once already. */
const onlyDevelopment = (file) => ({
  name: 'only-development',
  setup(build) {
    build.onResolve({ filter: /^/ }, ({ path: name, importer, resolveDir }) => {
      if (importer === '' || importer.includes('node_modules')) return undefined;
      if (name in dependencies) return { path: name, external: true };
      if (!name.startsWith('.')) return undefined;
      const target = path.resolve(resolveDir, name);
      const fromFile = path.relative(path.join(root, path.dirname(file)), target).replaceAll(path.sep, '/');
      return { path: fromFile.startsWith('.') ? fromFile : `./${fromFile}`, external: true };
    });
  },
});
