import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installedPackages } from '../installed-packages.mjs';
import { install, pack } from '../npm.mjs';
import { peers } from '../peers.mjs';

const project = fileURLToPath(new URL('../../..', import.meta.url));
const ours = 'cache-tutorial';
/** So many packages are told of one by one. */
const largest = 8;
/** How many packages the peer with the most of them brings, for the short form, which does not install it. */
const peerPackages = 165;

/** What an install brings: of the package as it is now and, in the long form, of two peers, with how long each takes. */
export async function measure(bench) {
  const candidates = [{ name: ours, package: pack(project, bench.work) }, ...(bench.short ? [] : peers)];
  // All find in the cache what they need, and none waits for the registry.
  const options = ['--prefer-offline', '--cache', path.join(bench.work, 'npm-cache')];
  const into = (name, round) => path.join(bench.work, `${name}-${round}`);
  for (const { name, package: wanted } of candidates) {
    install(into(name, 'first'), [wanted], options);
    const packages = installedPackages(into(name, 'first'));
    const megabytes = packages.reduce((sum, one) => sum + one.megabytes, 0);
    bench.note(`${name}: packages`, 'packages', packages.length);
    bench.note(`${name}: size`, 'MB', megabytes);
    if (name !== ours) continue;
    for (const one of packages.slice(0, largest)) bench.note(`of which ${one.name}`, 'MB', one.megabytes);
  }
  if (bench.short) {
    bench.limit(`${ours}: packages`, peerPackages);
    bench.leaveOut('the peers, and how long an install takes, in the short form');
    return;
  }
  for (let round = 0; round < 3; round++) {
    for (const { name, package: wanted } of candidates) {
      bench.note(`${name}: install`, 's', install(into(name, round), [wanted], options) / 1000);
    }
  }
  bench.compare(`${ours}: packages`, 'learnyounode: packages', { atMost: 1 });
}
