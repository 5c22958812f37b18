import { closeSync, openSync, readdirSync, readlinkSync, readSync } from 'node:fs';
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
  if (inodes.size === 0) return [];
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
  return listeningLines(name).map((fields) => {
    const [, local = '', , , , , , , , inode = ''] = fields;
    const [address = '', port = ''] = local.split(':');
    return { host: hostOf(address), port: Number.parseInt(port, 16), inode };
  });
}

/**
 * The fields of each line about a socket that listens. The kernel lists all of these first (its own
 * Documentation/networking/proc_net_tcp.rst says so), and the rest, thousands on a busy machine, is dear to read.
 */
function listeningLines(name: string): string[][] {
  const found: string[][] = [];
  const file = tryTo(() => openSync(`/proc/net/${name}`, 'r'));
  if (file === undefined) return found;
  try {
    const chunk = Buffer.alloc(4096);
    let text = '';
    for (let isHead = true; ; ) {
      const length = readSync(file, chunk);
      const lines = (text + chunk.toString('latin1', 0, length)).split('\n');
      text = lines.pop() ?? '';
      for (const line of lines) {
        const fields = line.trim().split(/\s+/);
        if (!isHead && fields[3] !== '0A') return found;
        if (!isHead) found.push(fields);
        isHead = false;
      }
      if (length === 0) return found;
    }
  } finally {
    closeSync(file);
  }
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
