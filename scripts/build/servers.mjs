// Puts each package that the variants use into one file of dist/server/packages/, and lets the built variants read it
// from there: that starts in a third of the time of a package's hundred files, and lessons start variants all the time.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeOneFile } from './one-file.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = 'dist/server';

/** The packages, and what the variants take from them. */
const packages = {
  fastify: "export { default } from 'fastify';",
  pg: "export { default } from 'pg';",
  redis: "export { createClient } from 'redis';",
};

export async function bundlePackagesOfServers() {
  for (const [name, contents] of Object.entries(packages))
    await makeOneFile(`${folder}/packages/${name}.js`, { of: name, stdin: { contents, resolveDir: root } });
  importFrom('./packages/', path.join(root, folder));
  importFrom('../packages/', path.join(root, folder, 'shop'));
}

/** Lets the modules of a directory import the packages from there. */
function importFrom(packagesFolder, directory) {
  const importOfPackage = new RegExp(
    `(?<=^import .* from ')(?:${Object.keys(packages).join('|')})(?=';$)`,
    'gm',
  );
  for (const name of readdirSync(directory).filter((name) => name.endsWith('.js'))) {
    const file = path.join(directory, name);
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      text.replace(importOfPackage, (name) => `${packagesFolder}${name}.js`),
    );
  }
}
