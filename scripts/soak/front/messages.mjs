import { front, message } from '../../../src/lab/tap/testing/postgres-messages.ts';

export { front, message };

/** A statement with text parameters by the extended protocol, without the Sync that would end its batch. */
export const run = (sql, ...values) => [front.parse('', sql), front.bind('', '', values), front.execute('')];

/**
 * What matters of a server's message, as a word: its type, with the values of a row, the tag of a command, the code of an
 * error, the status at the end. Undefined for what may come at any time (notices, settings).
 */
export function word(bytes) {
  const type = String.fromCharCode(bytes[0]);
  if (type === 'N' || type === 'S') return undefined;
  if (type === 'D') return `D:${rowOf(bytes).join(',')}`;
  if (type === 'C') return `C:${bytes.toString('utf8', 5, bytes.length - 1)}`;
  if (type === 'E') return `E:${/\0C(\w{5})\0/.exec(bytes.toString('latin1'))?.[1]}`;
  if (type === 'Z') return `Z:${String.fromCharCode(bytes[5])}`;
  if (type === 'd') return `d:${bytes.toString('utf8', 5).trimEnd()}`;
  if (type === 'A') return `A:${bytes.toString('utf8', 9, bytes.length - 1).replace('\0', ',')}`;
  return type;
}

function rowOf(bytes) {
  const values = [];
  let at = 7;
  for (let left = bytes.readUInt16BE(5); left > 0; left--) {
    const length = bytes.readInt32BE(at);
    at += 4;
    values.push(length < 0 ? 'null' : bytes.toString('utf8', at, at + length));
    at += Math.max(0, length);
  }
  return values;
}
