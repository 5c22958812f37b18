// The template of an initialised data directory: initdb costs PGlite seconds and much memory, so the build
// pays for it once. Needs the compiled sources in dist/.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const preparation = [
  // All connections end up in one database, and each of these two takes as many files as that one.
  'ALTER DATABASE template0 IS_TEMPLATE false',
  'ALTER DATABASE template1 IS_TEMPLATE false',
  'DROP DATABASE template0',
  'DROP DATABASE template1',
  // PGlite dies of a conversion to another encoding, as its libraries are not there: without an entry it is an error.
  'DELETE FROM pg_conversion',
  'CHECKPOINT',
];

/** Makes a data directory and packs it into `outFile`. */
export async function buildTemplate(outFile) {
  const { Engine } = await import('../../dist/src/lab/stores/postgres/engine.js');
  const { packDirectory } = await import('../../dist/src/lab/stores/postgres/template.js');
  const directory = mkdtempSync(path.join(tmpdir(), 'cache-tutorial-template-'));
  try {
    const engine = await Engine.open(directory);
    for (const sql of preparation) await engine.query(sql);
    await engine.close();
    writeFileSync(outFile, packDirectory(directory));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
