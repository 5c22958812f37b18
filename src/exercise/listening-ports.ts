import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { runningMembers } from '../lab/process/group.js';

/** Where a program listens. `host`: `*` for every interface, `::1`, `127.0.0.1`, or another address. */
export interface Listening {
  readonly host: string;
  readonly port: number;
}

/**
 * The TCP ports on which a process group listens, as /proc has them; undefined where there is no /proc.
 * See proc(5), /proc/pid/net/tcp: a state of 0A is LISTEN, and addresses are hexadecimal, in host order.
 */
export function listeningPorts(group: number): readonly Listening[] | undefined {
  const pids = runningMembers(group);
  if (pids === undefined) return undefined;
  const inodes = new Set(pids.flatMap(socketsOf));
  const found = ['tcp', 'tcp6'].flatMap(readTable).filter(({ inode }) => inodes.has(inode));
  return found.map(({ host, port }) => ({ host, port }));
}

function socketsOf(pid: number): string[] {
  const files = tryTo(() => readdirSync(`/proc/${pid}/fd`)) ?? [];
  return files.flatMap((file) => {
    const target = tryTo(() => readlinkSync(`/proc/${pid}/fd/${file}`)) ?? '';
    return target.match(/^socket:\[(\d+)\]$/)?.[1] ?? [];
  });
}

function readTable(name: string): (Listening & { inode: string })[] {
  const text = tryTo(() => readFileSync(`/proc/net/${name}`, 'utf8')) ?? '';
  return text.split('\n').flatMap((line) => {
    const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/);
    if (state !== '0A') return [];
    const [address = '', port = ''] = local.split(':');
    return [{ host: hostOf(address), port: Number.parseInt(port, 16), inode }];
  });
}

function hostOf(address: string): string {
  if (/^0+$/.test(address)) return '*';
  if (/^0{24}01000000$/.test(address)) return '::1';
  if (address.length !== 8) return 'another IPv6 address';
  return [6, 4, 2, 0].map((at) => Number.parseInt(address.slice(at, at + 2), 16)).join('.');
}

/** A process may end while it is looked at, or be somebody else's. */
function tryTo<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
