// Proves the package as people get it: packed, installed by npm and run by npx with every supported
// version of Node, from an empty home directory. Needs dist/ (npm run build) and the registry.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { proveWith } from './prove/checks.mjs';
import { openLoopbackRegistry } from './prove/loopback-registry.mjs';
import { installNodes, npmConfig } from './prove/machine.mjs';
import { killRunning, run } from './prove/run.mjs';
import { Tally } from './prove/tally.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const work = mkdtempSync(path.join(tmpdir(), 'cache-tutorial-proof-'));
const tally = new Tally();
const removeWork = () => rmSync(work, { recursive: true, force: true, maxRetries: 3 });
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    killRunning();
    removeWork();
    process.exit(1);
  });
}

async function pack() {
  const options = ['--ignore-scripts', '--json', '--pack-destination', work];
  const output = await run('npm', ['pack', ...options], { cwd: root, env: process.env });
  const { filename, files } = JSON.parse(output.slice(output.indexOf('[\n')))[0];
  const unwanted = files
    .map((file) => file.path)
    .filter((file) => /\.test\.|\/testing\/|^(src|test|scripts)\//.test(file));
  if (unwanted.length > 0) throw new Error(`These do not belong in the package: ${unwanted.join(', ')}`);
  return path.join(work, filename);
}

let registry;
try {
  let tarball;
  await tally.check('npm pack', async () => {
    tarball = await pack();
  });
  let machines;
  await tally.check('install every version of Node', async () => {
    machines = await installNodes(path.join(work, 'nodes'));
  });
  if (tarball && machines) {
    registry = await openLoopbackRegistry({ root, tarball, upstream: npmConfig('registry') });
    const queue = [...machines.entries()];
    // Two at a time: installing waits for the network, and lessons wait for entries to expire.
    const worker = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const [index, machine] = next;
        const directory = path.join(work, `machine-${index}`);
        mkdirSync(directory);
        await proveWith(machine, { root, tarball, registry: registry.url, directory, tally });
      }
    };
    await Promise.all([worker(), worker()]);
  }
} finally {
  registry?.close();
  removeWork();
  tally.end();
}
