import { createConnection, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { StoreAddress } from './address.js';
import {
  closedAtOnce,
  networkTrouble,
  noAnswer,
  type Stage,
  tlsDeclined,
  wrongProduct,
} from './connect-trouble.js';
import { readExactly } from './read-exactly.js';
import { tlsOptions, tlsTrouble } from './tls.js';

/** A connection to a store on which its protocol can begin; nothing of it has been read. */
export interface Link {
  /** Not flowing. It has a listener for `error`: what matters follows as `close`. */
  readonly socket: Socket;
  /** The version of TLS, `TLSv1.3`; null when it is not encrypted. */
  readonly tls: string | null;
}

export interface ConnectOptions {
  /** How long it may take in all, in ms; 4 s by default, so that what is wrong can be told within 5. */
  readonly limitMs?: number;
  /** Aborting it ends the attempt and rejects with its reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Connects to the store, encrypted as the address has it. Rejects with a StoreTrouble. */
export async function connectStore(address: StoreAddress, options: ConnectOptions = {}): Promise<Link> {
  const { limitMs = 4000, signal } = options;
  signal?.throwIfAborted();
  const socket = createConnection({
    ...address.endpoint,
    allowHalfOpen: true,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: 10_000,
    // Node's own 250 ms for each of a host's addresses are too short for a server far away.
    autoSelectFamilyAttemptTimeout: 1000,
  });
  let stage: Stage = 'path' in address.endpoint || isIP(address.endpoint.host) ? 'reaching' : 'looking up';
  socket.once('lookup', () => {
    stage = 'reaching';
  });
  const attempt = new Promise<Link>((resolve, reject) => {
    const timer = setTimeout(() => reject(noAnswer(address, stage, limitMs)), limitMs);
    const aborted = () => reject(signal?.reason);
    signal?.addEventListener('abort', aborted);
    const opening = open(socket, address, (next) => {
      stage = next;
    });
    opening.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', aborted);
    });
  });
  return attempt.catch((error) => {
    socket.destroy();
    throw error;
  });
}

async function open(socket: Socket, address: StoreAddress, reached: (stage: Stage) => void): Promise<Link> {
  const failed = new Promise<never>((_, reject) => {
    socket.on('error', (error) => reject(networkTrouble(address, error)));
  });
  await Promise.race([new Promise<void>((resolve) => socket.once('connect', resolve)), failed]);
  const { mode } = address.encryption;
  if (mode === 'disable') return { socket, tls: null };
  if (address.product === 'postgres') {
    reached('agreeing');
    const encrypts = await Promise.race([postgresEncrypts(socket, address), failed]);
    if (!encrypts && mode === 'prefer') return { socket, tls: null };
    if (!encrypts) throw tlsDeclined(address);
  }
  reached('encrypting');
  const encrypted = await encrypt(socket, address);
  return { socket: encrypted, tls: encrypted.getProtocol() };
}

const sslRequest = Buffer.from([0, 0, 0, 8, 4, 0xd2, 0x16, 0x2f]);

/** Asks PostgreSQL whether it encrypts: https://www.postgresql.org/docs/current/protocol-flow.html */
async function postgresEncrypts(socket: Socket, address: StoreAddress): Promise<boolean> {
  socket.write(sslRequest);
  const answer = (await readExactly(socket, 1))?.toString('latin1');
  // What comes before the handshake could have been put there by anybody.
  if (answer === 'S' && socket.readableLength === 0) return true;
  if (answer === 'N') return false;
  if (answer === undefined) throw closedAtOnce(address);
  throw wrongProduct(address, answer === 'H' ? 'A web server' : answer === '-' ? 'Redis' : 'Something else');
}

function encrypt(socket: Socket, address: StoreAddress): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const encrypted = connectTls(tlsOptions(address, socket), () => resolve(encrypted));
    encrypted.on('error', (error) => {
      reject(tlsTrouble(address, error));
    });
  });
}
