import { fileURLToPath } from 'node:url';
import { startChild } from '../../../dist/src/lab/process/child.js';
import { listeningUrl, variantProcess } from '../../../dist/src/lab/variant-process.js';
import { findVariant, variantsDir } from '../../../dist/src/lab/variants.js';

const wayFile = fileURLToPath(new URL('way.mjs', import.meta.url));
const startLimitMs = 15_000;

/** Starts a way to the store at `port`; resolves with the port of its beginning. */
export async function startWay(watchdog, kind, port) {
  const args = [wayFile, kind, String(port)];
  const child = await startChild(watchdog, { name: kind, file: process.execPath, args, cwd: variantsDir });
  return Number((await child.startedBy(child.line(/^listening on port (\d+)/), startLimitMs))[1]);
}

/** Starts a bundled server that reaches Redis at `port`, and no PostgreSQL; resolves with its URL. */
export async function startServer(watchdog, variant, port) {
  const env = { PORT: '0', REDIS_URL: `redis://127.0.0.1:${port}` };
  const options = variantProcess(
    { name: `at port ${port}`, variant },
    findVariant(variantsDir, variant),
    env,
  );
  return listeningUrl(await startChild(watchdog, options), startLimitMs);
}
