import { cutNote, isCut, utf8 } from '../clip.js';
import type { BoundValue } from './statement.js';

/** How a binary parameter is read, by type OID (PostgreSQL's `pg_type.dat`); the length must fit. */
const binaryReaders: Record<number, { length?: number; read(bytes: Buffer): string }> = {
  16: { length: 1, read: (bytes) => (bytes[0] ? 'true' : 'false') },
  20: { length: 8, read: (bytes) => String(bytes.readBigInt64BE()) },
  21: { length: 2, read: (bytes) => String(bytes.readInt16BE()) },
  23: { length: 4, read: (bytes) => String(bytes.readInt32BE()) },
  26: { length: 4, read: (bytes) => String(bytes.readUInt32BE()) },
  700: { length: 4, read: (bytes) => shortestFloat(bytes.readFloatBE()) },
  701: { length: 8, read: (bytes) => String(bytes.readDoubleBE()) },
  2950: { length: 16, read: (bytes) => uuid(bytes.toString('hex')) },
};

/** bool, the integers, oid, the floats, numeric: what may stand in SQL without quotes. */
const bareTypes = new Set([16, 20, 21, 23, 26, 700, 701, 1700]);
const textTypes = new Set([18, 19, 25, 114, 1042, 1043]);

/** The parameter as an event lists it. */
export function plain(value: BoundValue, type: number): string | null {
  if (value === null) return null;
  return text(value, type) + cutNote(value.clip);
}

/**
 * The parameter as it could stand in the SQL. Text is quoted unless its type is known to be a number or
 * a boolean; a negative number is quoted, since `-$1` would begin a comment.
 */
export function literal(value: BoundValue, type: number): string {
  if (value === null) return 'NULL';
  const content = plain(value, type) ?? '';
  if (bareTypes.has(type) && /^(\d+(\.\d+)?|true|false)$/.test(content)) return content;
  return `'${content.replaceAll("'", "''")}'`;
}

function text({ clip, binary }: NonNullable<BoundValue>, type: number): string {
  const reader = binary ? binaryReaders[type] : undefined;
  if (reader && reader.length === clip.length && !isCut(clip)) return reader.read(clip.bytes);
  const decoded = !binary || textTypes.has(type) ? utf8(clip) : undefined;
  return decoded ?? `\\x${clip.bytes.toString('hex')}`;
}

/** The fewest digits that still name this 32-bit float: 0.1, not 0.10000000149011612. */
function shortestFloat(value: number): string {
  for (let digits = 1; digits < 9; digits++) {
    const candidate = Number(value.toPrecision(digits));
    if (Math.fround(candidate) === value) return String(candidate);
  }
  return String(value);
}

function uuid(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
