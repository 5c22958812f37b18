import { incremental } from '../bytes.js';
import type { ExchangeLog, Observer } from '../exchange.js';
import { Commands } from './commands.js';
import { readReplies } from './read-replies.js';
import { readRequests } from './read-requests.js';

/**
 * Reads RESP2 and RESP3, and inline commands. What a client sends to open a connection (see
 * `handshake.ts`) and PING become no events. After MONITOR or a replication command the connection is not
 * read.
 */
export function observeRedis(log: ExchangeLog): Observer {
  const commands = new Commands(log);
  return {
    sent: incremental((input) => readRequests(input, commands)),
    received: incremental((input) => readReplies(input, commands)),
  };
}
