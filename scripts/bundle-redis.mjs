// Puts the embedded Redis into one file. js-redis-server declares Node 22 (it runs on 20): as a dependency
// of ours it would make every install on Node 20 warn, so the package carries it instead.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const modules = path.join(root, 'node_modules');

/** What lands in the bundle, with the files that say under which terms. */
const bundled = {
  'js-redis-server': ['LICENSE'],
  'cluster-key-slot': ['LICENSE'],
  'lua-redis-wasm': ['LICENSE', 'THIRD_PARTY_NOTICES.md'],
};

/** Writes the worker, Lua's WebAssembly that it loads from beside itself, and their licences to `outDir`. */
export async function bundleRedis(outDir) {
  mkdirSync(outDir, { recursive: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['src/lab/stores/redis/embedded-worker.ts'],
    outfile: path.resolve(outDir, 'embedded-worker.js'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    minify: true,
    metafile: true,
    logLevel: 'warning',
  });
  for (const file of ['redis_lua.mjs', 'redis_lua.wasm']) {
    copyFileSync(path.join(modules, 'lua-redis-wasm/dist', file), path.join(outDir, file));
  }
  writeFileSync(path.join(outDir, 'embedded-worker.LICENSES.txt'), licences(packagesIn(metafile)));
}

/** The packages whose code is in the bundle, by what esbuild says it read. */
function packagesIn(metafile) {
  const names = Object.keys(metafile.inputs).map(
    (file) => file.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1],
  );
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}

function licences(packages) {
  return packages
    .map((name) => {
      const files = bundled[name];
      if (!files)
        throw new Error(`The bundle now contains ${name}: add its licence to scripts/bundle-redis.mjs.`);
      const { version } = JSON.parse(readFileSync(path.join(modules, name, 'package.json'), 'utf8'));
      const texts = files.map((file) => readFileSync(path.join(modules, name, file), 'utf8').trim());
      return [`${name} ${version}`, ...texts].join('\n\n');
    })
    .join(`\n\n${'-'.repeat(80)}\n\n`)
    .concat('\n');
}
