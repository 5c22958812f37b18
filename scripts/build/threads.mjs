// Makes one file of each thread and process of ours that something waits for, since one is read sooner than twenty. The
// packages that they use stay outside.
import { build } from 'esbuild';

const entryPoints = [
  'dist/src/exercise/spare-main.js',
  'dist/src/lab/process/watchdog-main.js',
  'dist/src/lab/stores/postgres/pristine-worker.js',
  'dist/src/lab/stores/postgres/worker.js',
];

/** Bundles each of them in place. Returns them, named within `dist/`. */
export async function bundleThreads() {
  await build({
    entryPoints,
    outdir: 'dist',
    outbase: 'dist',
    allowOverwrite: true,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
  });
  return entryPoints.map((file) => file.slice('dist/'.length));
}
