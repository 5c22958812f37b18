import { cli } from '../../cli.mjs';
import { runNode } from '../run-node.mjs';

const bareNode = 'node -e 0';

/** How long the commands take that print something and end. */
export async function measure(bench) {
  const rounds = bench.short ? 5 : 25;
  const starts = {
    [bareNode]: ['-e', '0'],
    '--version': [cli, '--version'],
    '--help': [cli, '--help'],
    list: [cli, 'list'],
  };
  for (let round = 0; round < rounds; round++) {
    for (const [name, args] of Object.entries(starts)) bench.note(name, 'ms', runNode(args, bench.env));
  }
  for (const name of ['--version', '--help', 'list']) bench.compare(name, bareNode, { atMost: 1.4 });
}
