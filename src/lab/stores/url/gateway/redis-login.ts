import type { Socket } from 'node:net';
import { encodeCommand } from '../../redis/connection.js';
import type { RedisAddress } from '../address.js';
import { closedAtOnce, silent } from '../connect-trouble.js';
import { replyTrouble } from '../probe/redis-trouble.js';
import { readExactly } from '../read-exactly.js';

/**
 * Logs in and goes to the logical database of the address, so that whoever comes after is there whatever they ask for.
 * Rejects with a StoreTrouble when Redis refuses, or does not answer in time.
 */
export async function enterDatabase(socket: Socket, address: RedisAddress, limitMs: number): Promise<void> {
  const { user, password, database = 0 } = address;
  const commands: string[][] = [];
  if (password !== undefined) commands.push(['AUTH', ...(user ? [user] : []), password]);
  if (database !== 0) commands.push(['SELECT', String(database)]);
  if (commands.length === 0) return;
  socket.write(Buffer.concat(commands.map(encodeCommand)));
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    socket.destroy();
  }, limitMs);
  try {
    for (const command of commands) {
      const reply = await readLine(socket);
      if (reply === undefined) throw late ? silent(address, limitMs) : closedAtOnce(address);
      if (!reply.startsWith('+')) throw replyTrouble(address, command, reply.replace(/^-/, ''));
    }
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** Without its end; undefined when the connection ends before. Replies come after nothing else, and are short. */
async function readLine(socket: Socket): Promise<string | undefined> {
  const bytes: number[] = [];
  for (;;) {
    const byte = (await readExactly(socket, 1))?.[0];
    if (byte === undefined) return undefined;
    if (byte === 0x0a) return Buffer.from(bytes).toString().trimEnd();
    bytes.push(byte);
  }
}
