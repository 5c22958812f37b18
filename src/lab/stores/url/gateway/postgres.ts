import type { Socket } from 'node:net';
import { messageOf } from '../../../../errors.js';
import { fatalError } from '../../postgres/messages.js';
import { readExactly } from '../read-exactly.js';
import type { Connect } from './gateway.js';
import { join } from './join.js';
import { refuse } from './refuse.js';
import { withoutChannelBinding } from './without-channel-binding.js';

const requests = { cancel: 80_877_102, ssl: 80_877_103, gssEncryption: 80_877_104 } as const;
/** As in the server (MAX_STARTUP_PACKET_LENGTH). */
const longestOpening = 10_000;
/** SQLSTATE: the client cannot establish the connection. */
const cannotConnect = '08001';

/**
 * Connects a client to PostgreSQL: declines to encrypt, and passes on its start-up packet or cancel request. When
 * PostgreSQL cannot be reached, the client is told by a FATAL error.
 */
export async function passPostgres(client: Socket, connect: Connect): Promise<void> {
  const opening = await readOpening(client);
  if (!opening) {
    client.destroy();
    return;
  }
  const link = await connect().catch((error) => {
    const isCancel = opening.readInt32BE(4) === requests.cancel;
    refuse(client, isCancel ? Buffer.alloc(0) : fatalError(cannotConnect, messageOf(error)));
    return undefined;
  });
  if (!link) return;
  link.socket.write(opening);
  join(client, link.socket, undefined, link.tls === null ? undefined : withoutChannelBinding());
}

/** The start-up packet or cancel request, length included; undefined when the client leaves, or sends neither. */
async function readOpening(client: Socket): Promise<Buffer | undefined> {
  for (;;) {
    const head = await readExactly(client, 8);
    if (!head) return undefined;
    const code = head.readInt32BE(4);
    if (code === requests.ssl || code === requests.gssEncryption) {
      client.write('N');
      continue;
    }
    const length = head.readInt32BE();
    if (length < 8 || length > longestOpening) return undefined;
    if (length === 8) return head;
    const rest = await readExactly(client, length - 8);
    return rest && Buffer.concat([head, rest]);
  }
}
