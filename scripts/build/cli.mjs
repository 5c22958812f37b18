// Makes the program's first file, dist/src/cli.cjs: what `--version`, `--help` and `list` need, in one file, since one
// starts faster than many; and in CommonJS, since Node starts a module later. The bodies of the other commands stay
// outside, as modules, and are read when they are run.
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { licencesOf } from './licences.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = path.join(root, 'dist/src');

/** What is made of it that ends in `.js`, named within `dist/`. */
export const cliFiles = ['src/cli.js'];

/**
 * Makes it of tsc's `dist/src/cli.js` and `dist/src/cli/`, which it removes, with its licences beside it. Returns the bodies,
 * named within `dist/`.
 */
export async function bundleCli() {
  const bodies = new Set();
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['dist/src/cli.js'],
    outfile: 'dist/src/cli.cjs',
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    define: { 'import.meta.dirname': '__dirname' },
    minify: true,
    metafile: true,
    logLevel: 'warning',
    plugins: [bodiesStayOutside(bodies), withoutChildProcess],
  });
  chmodSync(path.join(folder, 'cli.cjs'), 0o755);
  for (const made of ['cli.js', 'cli']) rmSync(path.join(folder, made), { recursive: true });
  // For a clone, npx keeps a link to the program as it was called when it was run there first, and does not look again:
  // where that was cli.js, it goes on.
  writeFileSync(path.join(folder, 'cli.js'), "#!/usr/bin/env node\nimport './cli.cjs';\n", { mode: 0o755 });
  const inputs = Object.keys(metafile.inputs).map((input) => path.resolve(root, input));
  writeFileSync(path.join(folder, 'cli.LICENSES.txt'), licencesOf(inputs));
  return [...bodies];
}

const bodiesStayOutside = (bodies) => ({
  name: 'bodies-stay-outside',
  setup(build) {
    build.onResolve({ filter: /^\./ }, ({ path: name, kind, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const file = path.relative(folder, path.resolve(resolveDir, name)).replaceAll(path.sep, '/');
      bodies.add(`src/${file}`);
      return { path: `./${file}`, external: true };
    });
  },
});

/** Commander runs with it subcommands that are programs of their own. We have none, and Node takes time to load it. */
const withoutChildProcess = {
  name: 'without-child-process',
  setup(build) {
    build.onResolve({ filter: /^node:child_process$/ }, () => ({ path: 'nothing', namespace: 'nothing' }));
    build.onLoad({ filter: /^/, namespace: 'nothing' }, () => ({ contents: '' }));
  },
};
