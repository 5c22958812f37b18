import { readFile } from 'node:fs/promises';
import type { Socket } from 'node:net';

/** In state 1 a connection still belongs to a process; later it may show user 0, whoever it was. */
const established = '01';

/**
 * Whether the program at the other end of a connection within this machine runs as the same user as we do, or as root. Only
 * Linux tells; elsewhere it is taken to be so.
 */
export async function isOwnUser(client: Socket): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((name) => readFile(`/proc/net/${name}`, 'latin1').catch(() => '')),
  );
  const local = inHex(client.remoteAddress, client.remotePort);
  const remote = inHex(client.localAddress, client.localPort);
  for (const line of tables.join('\n').split('\n')) {
    // sl, local_address, rem_address, st, tx_queue:rx_queue, tr:tm->when, retrnsmt, uid: see proc(5).
    const [, from, to, state, , , , user] = line.trim().split(/\s+/);
    if (!from?.endsWith(local) || !to?.endsWith(remote)) continue;
    const uid = Number(user);
    return uid === 0 ? state === established : uid === process.getuid?.();
  }
  return false;
}

/** As these tables have an IPv4 address, the last byte first, and its port; IPv6 ends so where IPv4 is mapped into it. */
function inHex(address = '', port = 0): string {
  const bytes = address.split('.').map((byte) => Number(byte).toString(16).padStart(2, '0'));
  return `${bytes.reverse().join('')}:${port.toString(16).padStart(4, '0')}`.toUpperCase();
}
