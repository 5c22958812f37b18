import type { Socket } from 'node:net';
import { encodeCommand } from '../../redis/connection.js';
import { type Reply, ReplyParser } from '../../redis/reply.js';
import type { RedisAddress } from '../address.js';
import { closedAtOnce, wrongProduct } from '../connect-trouble.js';
import { tlsTrouble } from '../tls.js';
import { tlsRequired } from './redis-trouble.js';

/** Commands and their replies, one at a time. */
export interface Conversation {
  /** Resolves with the reply, an error reply included; rejects with a StoreTrouble when the connection is lost. */
  ask(command: readonly string[]): Promise<Reply>;
}

export function converse(socket: Socket, address: RedisAddress): Conversation {
  const parser = new ReplyParser();
  const replies: Reply[] = [];
  let lost: Error | undefined;
  let stirred = () => {};
  const lose = (error: Error) => {
    lost ??= error;
    stirred();
  };
  socket.on('data', (chunk) => {
    try {
      replies.push(...parser.push(chunk));
    } catch {
      lose(notRedis(address, chunk));
    }
    stirred();
  });
  socket.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code?.startsWith('ERR_SSL')) lose(tlsTrouble(address, error));
  });
  socket.on('end', () => lose(closedAtOnce(address)));
  socket.on('close', () => lose(closedAtOnce(address)));
  return {
    ask(command) {
      socket.write(encodeCommand(command));
      return new Promise((resolve, reject) => {
        stirred = () => {
          const reply = replies.shift();
          if (reply) resolve(reply);
          else if (lost) reject(lost);
        };
        stirred();
      });
    },
  };
}

/** The first byte of a TLS alert. */
const alert = 0x15;

function notRedis(address: RedisAddress, bytes: Buffer) {
  if (bytes[0] === alert && address.encryption.mode === 'disable') return tlsRequired(address);
  return wrongProduct(
    address,
    bytes.toString('latin1', 0, 5) === 'HTTP/' ? 'A web server' : 'Something else',
  );
}
