import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openTap } from './tap/tap.js';
import { scriptedStore } from './tap/testing/scripted.js';

const python = '/usr/bin/python3';

/** Says something, as another user, and prints what comes back; may leave at once. */
function asUser(uid: number, port: number, then: string) {
  const program = `import socket, sys
s = socket.create_connection(('127.0.0.1', ${port}))
s.sendall(b'PING\\r\\n')
${then}`;
  const child = spawn(python, ['-c', program], {
    uid,
    gid: uid,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  return once(child, 'close').then(() => said);
}

const untilEnd = `try: print(s.recv(100).decode(), end='')
except ConnectionError: pass`;

const canTry = process.getuid?.() === 0 && existsSync('/proc/net/tcp') && existsSync(python);

test.skipIf(!canTry)('a tap for our own user lets in no other (needs Linux, root and python3)', async () => {
  const heard: string[] = [];
  const store = await scriptedStore((socket) =>
    socket.on('data', (chunk: Buffer) => {
      heard.push(String(chunk));
      socket.write('+PONG\r\n');
    }),
  );
  const tap = openTap({ store: 'redis', upstream: store, ownUserOnly: true });
  const { port } = await tap.listen('A');
  const nobody = 65534;
  try {
    expect(await asUser(nobody, port, untilEnd)).toBe('');
    // A connection whose process has gone shows no user any more.
    for (let times = 0; times < 20; times++) await asUser(nobody, port, 's.close()');
    expect(await asUser(nobody, port, untilEnd)).toBe('');
    expect(heard).toEqual([]);
    expect(await asUser(0, port, untilEnd)).toBe('+PONG\r\n');
  } finally {
    await tap.close();
    await store.close();
  }
});
