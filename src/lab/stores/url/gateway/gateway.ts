import { setMaxListeners } from 'node:events';
import type { Socket } from 'node:net';
import { Listener } from '../../../tap/listener.js';
import type { StoreAddress } from '../address.js';
import { connectStore, type Link } from '../connect.js';
import { StoreTrouble } from '../trouble.js';
import { passPostgres } from './postgres.js';
import { passRedis } from './redis.js';
import { enterDatabase } from './redis-login.js';

/** How long it may take to reach the store, in ms: what is wrong is to be told within 5 s. */
const limitMs = 4000;

/** A way to a store as if it stood on this machine, and without TLS. */
export interface Gateway {
  readonly host: string;
  readonly port: number;
  /** Whether it lets in no other users of this machine, as the store would take them for us. */
  readonly ownUserOnly: boolean;
  /** Ends its connections, and listens no more. Safe to call twice. */
  close(): Promise<void>;
}

export interface GatewayOptions {
  /** Called for each connection that the store could not be reached for. */
  readonly onTrouble?: (trouble: StoreTrouble) => void;
}

/** What connects to the store; rejects with a StoreTrouble. */
export type Connect = () => Promise<Link>;

/**
 * Opens a gateway: it listens on a free port of 127.0.0.1 and passes each connection on, encrypted as the address has it.
 * The client logs in itself, so that nobody gets in here who would not get in there. By a Unix socket and without a password,
 * PostgreSQL knows us by our user: then programs of other users are not let in (on Linux, where they can be told).
 *
 * At Redis, each client begins in the logical database of the address (0 when it names none) and stays there, and can
 * do nothing to the server as a whole: see `Rules`.
 *
 * It does not connect before a client does. When the store cannot be reached, that client gets an error of its protocol with
 * the reason, and then the end.
 */
export async function openGateway(address: StoreAddress, options: GatewayOptions = {}): Promise<Gateway> {
  const closing = new AbortController();
  // Any number of clients may be on their way at once.
  setMaxListeners(0, closing.signal);
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  };
  const connect: Connect = async () => {
    try {
      const startMs = performance.now();
      const link = await connectStore(address, { limitMs, signal: closing.signal });
      keep(link.socket);
      const leftMs = Math.max(0, startMs + limitMs - performance.now());
      if (address.product === 'redis') await enterDatabase(link.socket, address, leftMs);
      return link;
    } catch (error) {
      if (error instanceof StoreTrouble && !closing.signal.aborted) options.onTrouble?.(error);
      throw error;
    }
  };
  const ownUserOnly = 'path' in address.endpoint && address.password === undefined;
  const listener = new Listener((client) => {
    keep(client);
    client.on('error', () => undefined);
    const passing =
      address.product === 'postgres' ? passPostgres(client, connect) : passRedis(client, connect, address);
    passing.catch(() => client.destroy());
  }, ownUserOnly);
  await listener.open();
  return {
    ...listener.address,
    ownUserOnly,
    async close() {
      closing.abort();
      const shut = listener.shut();
      for (const socket of sockets) socket.destroy();
      await shut;
    },
  };
}
