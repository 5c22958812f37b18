import { isIP, type Socket } from 'node:net';
import { type ConnectionOptions, createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import type { Encryption, StoreAddress } from './address.js';
import { closedAtOnce, codeOf, productOf } from './connect-trouble.js';
import { describeEndpoint } from './describe-address.js';
import { StoreTrouble } from './trouble.js';

/**
 * How to encrypt an open connection to this address. PostgreSQL's CA file stands alone, as in libpq; Redis' is added to
 * what Node trusts, since one file serves both, and managed Redis has certificates that everybody trusts.
 */
export function tlsOptions(address: StoreAddress, socket: Socket): ConnectionOptions {
  const { endpoint, encryption } = address;
  const host = 'path' in endpoint ? 'localhost' : endpoint.host;
  const { ca, mode } = encryption;
  return {
    socket,
    host,
    ...(isIP(host) === 0 && { servername: host }),
    ...(ca && { secureContext: contextOf(address, ca) }),
    rejectUnauthorized: mode === 'verify-ca' || mode === 'verify-full',
    ...(mode === 'verify-ca' && { checkServerIdentity: () => undefined }),
  };
}

/** To read all of Node's certificates takes long, too long to do it for each connection. */
const contexts = new WeakMap<Encryption, SecureContext>();

function contextOf({ encryption, product }: StoreAddress, ca: string): SecureContext {
  const known = contexts.get(encryption);
  if (known) return known;
  const context = createSecureContext({ ca: product === 'redis' ? [...rootCertificates, ca] : ca });
  contexts.set(encryption, context);
  return context;
}

/** OpenSSL's reasons that all mean: nobody we trust has signed it. */
const untrusted = new Set([
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** What to tell when the encryption could not be agreed upon. */
export function tlsTrouble(address: StoreAddress, error: unknown): StoreTrouble {
  const code = codeOf(error);
  const its = `The certificate of ${describeEndpoint(address.endpoint)}`;
  const trouble = (kind: StoreTrouble['kind'], message: string) => new StoreTrouble(kind, message, error);
  if (untrusted.has(code)) {
    return address.encryption.ca === undefined
      ? trouble(
          'not-trusted',
          `${its} is not signed by an authority that this machine trusts: download the CA certificate of the service ` +
            '(at Aiven: avn project ca-get --target-filepath ca.pem) and add --ca-file ca.pem.',
        )
      : trouble(
          'not-trusted',
          `${its} is not signed by the authority in the CA file: download the CA file of this very service.`,
        );
  }
  if (code === 'CERT_HAS_EXPIRED') {
    return trouble('expired', `${its} has expired: renew it on the server.`);
  }
  if (code === 'CERT_NOT_YET_VALID') {
    return trouble('expired', `${its} is not valid yet: set the clock of this machine.`);
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return trouble(
      'wrong-host',
      `${its} ${namesOf(error)}: use a name that is in it as the host in the URL.`,
    );
  }
  if (/ALERT_CERTIFICATE_REQUIRED|ALERT_HANDSHAKE_FAILURE/.test(code)) {
    return trouble(
      'client-certificate',
      `${productOf(address)} at ${describeEndpoint(address.endpoint)} wants a certificate of its clients, ` +
        'which the tutorial has none of: let it accept a password alone.',
    );
  }
  if (code === 'ECONNRESET') return closedAtOnce(address, error);
  return trouble(
    /WRONG_VERSION_NUMBER|PACKET_LENGTH/.test(code) ? 'tls-not-offered' : 'tls-failed',
    `${describeEndpoint(address.endpoint)} does not speak TLS as we do (${code}): check that it is the TLS port of ` +
      `${productOf(address)}.`,
  );
}

/** `is for a.example.com, b.example.com` */
function namesOf(error: unknown): string {
  const { cert } = error as { cert?: { subjectaltname?: string; subject?: { CN?: string } } };
  const names = cert?.subjectaltname?.replace(/\b(?:DNS|IP Address):/g, '') ?? cert?.subject?.CN;
  return names ? `is for ${names}` : 'names no host';
}
