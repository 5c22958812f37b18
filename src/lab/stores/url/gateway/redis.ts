import type { Socket } from 'node:net';
import { messageOf } from '../../../../errors.js';
import type { RedisAddress } from '../address.js';
import type { Connect } from './gateway.js';
import { guard } from './guard.js';
import { join } from './join.js';
import { refuse } from './refuse.js';

/** Connects a client to Redis, with a guard in between; when that fails, it is told by an error reply. */
export async function passRedis(client: Socket, connect: Connect, address: RedisAddress): Promise<void> {
  const link = await connect().catch((error) => {
    refuse(client, Buffer.from(`-ERR ${messageOf(error)}\r\n`));
    return undefined;
  });
  if (link) join(client, link.socket, guard(address));
}
