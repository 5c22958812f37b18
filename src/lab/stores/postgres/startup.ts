import { ProtocolViolation } from './client-reader.js';
import { cstring, int32, message, parameterStatus, readCstring } from './messages.js';

// Request codes: https://www.postgresql.org/docs/current/protocol-message-formats.html
const cancelCode = 80_877_102;
const sslCode = 80_877_103;
const gssCode = 80_877_104;
const protocol3 = 3;

/** What a connection begins with. Both requests for encryption are answered with `N`, for no. */
export type StartupPacket =
  | { readonly kind: 'encryption' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'session'; readonly parameters: ReadonlyMap<string, string>; readonly newer: boolean };

/** A client that introduces itself; `newer` when it asks for more than protocol 3.0. */
export type SessionPacket = Extract<StartupPacket, { kind: 'session' }>;

/** Reads a startup packet, length included. Throws a ProtocolViolation when it is none. */
export function parseStartup(packet: Buffer): StartupPacket {
  const code = packet.readInt32BE(4);
  if (code === sslCode || code === gssCode) return { kind: 'encryption' };
  if (code === cancelCode) return { kind: 'cancel' };
  if (code >>> 16 !== protocol3) {
    throw new ProtocolViolation(`unsupported frontend protocol ${code >>> 16}.${code & 0xffff}: use 3.0`);
  }
  const parameters = new Map<string, string>();
  let at = 8;
  while (at < packet.length && packet[at] !== 0) {
    const name = readCstring(packet, at);
    const value = readCstring(packet, name.next);
    parameters.set(name.text, value.text);
    at = value.next;
  }
  const newer = (code & 0xffff) > 0 || [...parameters.keys()].some((name) => name.startsWith('_pq_.'));
  return { kind: 'session', parameters, newer };
}

/** Tells a client that asked for protocol 3.x, or for its options, that 3.0 is spoken (NegotiateProtocolVersion). */
export function negotiateVersion(parameters: ReadonlyMap<string, string>): Buffer {
  const unknown = [...parameters.keys()].filter((name) => name.startsWith('_pq_.'));
  return message('v', int32(protocol3 << 16), int32(unknown.length), ...unknown.map(cstring));
}

/**
 * What the server answers to a startup packet: whoever it is, let in; then its settings, as the server has
 * them except the application's name; and the numbers that a cancel request would carry.
 */
export function welcome(
  settings: ReadonlyMap<string, string>,
  parameters: ReadonlyMap<string, string>,
  processId: number,
  secret: number,
): Buffer {
  const reported = new Map(settings).set('application_name', parameters.get('application_name') ?? '');
  return Buffer.concat([
    message('R', int32(0)),
    ...[...reported].map(([name, value]) => parameterStatus(name, value)),
    message('K', int32(processId), int32(secret)),
  ]);
}
