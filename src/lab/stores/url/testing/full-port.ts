import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createConnection } from 'node:net';

/** A port that takes no more connections, without refusing them: as behind a firewall that drops what it does not let in. */
export interface FullPort {
  readonly port: number;
  close(): Promise<void>;
}

const program = `require('net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, function () {
  require('fs').writeSync(1, String(this.address().port));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});`;

/** Fills the queue of a listener that never accepts. Linux then leaves further connections without an answer. */
export async function openFullPort(): Promise<FullPort> {
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = await once(child.stdout, 'data');
  const port = Number(said);
  const queued = Array.from({ length: 8 }, () => createConnection({ port, host: '127.0.0.1' }));
  for (const socket of queued) socket.on('error', () => undefined);
  await Promise.all(queued.slice(0, 1).map((socket) => once(socket, 'connect')));
  return {
    port,
    async close() {
      for (const socket of queued) socket.destroy();
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
