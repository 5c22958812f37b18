import path from 'node:path';
import { cli } from '../../cli.mjs';
import { install } from '../npm.mjs';
import { peers, programOf } from '../peers.mjs';
import { runNode } from '../run-node.mjs';

const bareNode = 'node -e 0';
const ours = { '--version': [cli, '--version'], '--help': [cli, '--help'], list: [cli, 'list'] };

/** How long the commands take that print something and end; in the long form also the lists of two peers. */
export async function measure(bench) {
  const rounds = bench.short ? 9 : 51;
  const lists = bench.short ? {} : installedLists(bench);
  if (bench.short) bench.leaveOut('the peers, in the short form');
  for (const args of Object.values(lists)) runNode(args, bench.env);
  const starts = { [bareNode]: ['-e', '0'], ...ours, ...lists };
  for (let round = 0; round < rounds; round++) {
    for (const [name, args] of Object.entries(starts)) bench.note(name, 'ms', runNode(args, bench.env));
  }
  for (const name of Object.keys(ours)) bench.compare(name, bareNode, { atMost: 1.4 });
  for (const name of Object.keys(lists)) bench.compare('list', name, { atMost: 1 });
}

/** `learnyounode list` and so on, with how Node is to be called. Their first run, which writes settings, is not timed. */
function installedLists(bench) {
  const directory = path.join(bench.work, 'peers');
  install(
    directory,
    peers.map((peer) => peer.package),
  );
  return Object.fromEntries(peers.map((peer) => [`${peer.name} list`, [programOf(peer, directory), 'list']]));
}
