import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { licencesOf } from './licences.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Packages in CommonJS ask for Node's own modules with `require`, which a module has not. */
const requireForCommonJs =
  "import { createRequire as makeRequire } from 'node:module';const require = makeRequire(import.meta.url);";

/** How esbuild is to treat a package, where it needs to be told. */
const peculiarities = {
  // Its native part is never there. Whether it runs at Cloudflare it asks `Response`, for which Node 20 loads undici.
  pg: { external: ['pg-native'], define: { Response: 'undefined' } },
};

/**
 * Makes one module `file` of an entry and of all that it imports, and writes the licences of that beside it. The options are
 * esbuild's; `of` names the package that it is made of, where that has peculiarities.
 */
export async function makeOneFile(file, { of, ...options }) {
  const { metafile } = await build({
    absWorkingDir: root,
    outfile: file,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    banner: { js: requireForCommonJs },
    minify: true,
    metafile: true,
    logLevel: 'warning',
    ...peculiarities[of],
    ...options,
  });
  const inputs = Object.keys(metafile.inputs).map((input) => path.resolve(root, input));
  writeFileSync(path.join(root, file.replace(/js$/, 'LICENSES.txt')), licencesOf(inputs));
}
