import type { StoreAddress } from './address.js';
import { describeEndpoint } from './describe-address.js';
import { StoreTrouble } from './trouble.js';

/** How far a connection had come: its host's address, the network, the agreement on TLS, the encryption itself. */
export type Stage = 'looking up' | 'reaching' | 'agreeing' | 'encrypting';

export const productOf = ({ product }: StoreAddress) => (product === 'postgres' ? 'PostgreSQL' : 'Redis');

/** What to tell when the time was up at this stage. */
export function noAnswer(address: StoreAddress, stage: Stage, limitMs: number): StoreTrouble {
  const where = describeEndpoint(address.endpoint);
  const waited = `within ${limitMs / 1000} s`;
  if (stage === 'looking up') return notLookedUp(address);
  if (stage === 'reaching') {
    return new StoreTrouble(
      'no-answer',
      `${where} did not answer ${waited}: let the IP address of this machine in where the service keeps its list ` +
        '(at Aiven "Allowed IP addresses", at AWS the security group), or correct the host or port in the URL.',
    );
  }
  if (stage === 'agreeing') return silent(address, limitMs);
  return new StoreTrouble(
    'tls-not-offered',
    `What listens at ${where} did not answer in TLS ${waited}: ${withoutTls(address)}.`,
  );
}

/** It has accepted the connection, and nothing else. */
export function silent(address: StoreAddress, limitMs: number): StoreTrouble {
  const where = describeEndpoint(address.endpoint);
  return new StoreTrouble(
    'no-answer',
    `${where} accepted the connection and said nothing for ${Math.round(limitMs / 1000)} s: ` +
      `check that it is the port of ${productOf(address)}, and that the server there is well.`,
  );
}

/** It hung up before it said anything. */
export function closedAtOnce(address: StoreAddress, cause?: unknown): StoreTrouble {
  return new StoreTrouble(
    'closed',
    `${describeEndpoint(address.endpoint)} closed the connection at once: check that it is the port of ` +
      `${productOf(address)}, and that its settings let this machine in.`,
    cause,
  );
}

/** What answered is not what the URL says. */
export function wrongProduct(address: StoreAddress, what: string): StoreTrouble {
  return new StoreTrouble(
    'wrong-product',
    `${what} listens at ${describeEndpoint(address.endpoint)}, not ${productOf(address)}: ` +
      'correct the host or port in the URL.',
  );
}

/** PostgreSQL has declined to encrypt. */
export function tlsDeclined(address: StoreAddress): StoreTrouble {
  return new StoreTrouble(
    'tls-not-offered',
    `${productOf(address)} at ${describeEndpoint(address.endpoint)} has no TLS: ${withoutTls(address)}.`,
  );
}

function withoutTls(address: StoreAddress): string {
  const how =
    address.product === 'postgres' ? 'write ?sslmode=disable' : 'write redis:// instead of rediss://';
  return `turn TLS on there, or, in a network that you trust, ${how} in the URL`;
}

/** A failure of the network, in the words of the system's error codes. */
export function networkTrouble(address: StoreAddress, error: unknown): StoreTrouble {
  const where = describeEndpoint(address.endpoint);
  const product = productOf(address);
  const code = codeOf(error);
  switch (code) {
    case 'ENOTFOUND':
      return new StoreTrouble(
        'unknown-host',
        `No machine has the name ${hostOf(address)}: correct the host in the URL ` +
          '(a managed service that is powered off loses its name, too: start it).',
        error,
      );
    case 'EAI_AGAIN':
      return notLookedUp(address, error);
    case 'ECONNREFUSED':
      return new StoreTrouble(
        'refused',
        `Nobody listens at ${where}: start ${product} there, or correct the host or port in the URL.`,
        error,
      );
    case 'ENOENT':
      return new StoreTrouble(
        'refused',
        `There is no socket ${where}: start ${product}, or correct its folder or port in the URL.`,
        error,
      );
    case 'EACCES':
      return new StoreTrouble(
        'not-allowed',
        `The socket ${where} does not let you in: use a host and a port.`,
        error,
      );
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return new StoreTrouble(
        'no-answer',
        `${where} cannot be reached from this network (${code}): check the network, or correct the host in the URL.`,
        error,
      );
    default:
      return closedAtOnce(address, error);
  }
}

function notLookedUp(address: StoreAddress, cause?: unknown): StoreTrouble {
  return new StoreTrouble(
    'unknown-host',
    `The name ${hostOf(address)} cannot be looked up now: check the network of this machine.`,
    cause,
  );
}

function hostOf({ endpoint }: StoreAddress): string {
  return 'path' in endpoint ? endpoint.path : endpoint.host;
}

/** The error's own code; of several attempts, of the first. */
export function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? '';
}
