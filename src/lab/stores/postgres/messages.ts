// Messages of PostgreSQL's protocol 3.0: https://www.postgresql.org/docs/current/protocol-message-formats.html

/** One message as it crossed the wire: its type byte, and all its bytes, type and length included. */
export interface Message {
  readonly type: number;
  readonly bytes: Buffer;
}

/** The type byte of a message, from its letter in the documentation. */
export const typeOf = (letter: string): number => letter.charCodeAt(0);

/** A whole message: the type's letter, the length, and the body's parts one after the other. */
export function message(letter: string, ...parts: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(5);
  head[0] = typeOf(letter);
  head.writeInt32BE(
    parts.reduce((length, part) => length + part.length, 4),
    1,
  );
  return Buffer.concat([head, ...parts]);
}

/** A string as the protocol has it: UTF-8 with a zero byte at its end. */
export function cstring(text: string): Buffer {
  return Buffer.from(`${text}\0`);
}

/** The zero-terminated string at `offset`, and where the next field begins. Text without an end runs to the end. */
export function readCstring(bytes: Buffer, offset: number): { text: string; next: number } {
  const end = bytes.indexOf(0, offset);
  const stop = end === -1 ? bytes.length : end;
  return { text: bytes.toString('utf8', offset, stop), next: stop + 1 };
}

/** A 32-bit integer in network order. */
export function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

/** A simple query. */
export const query = (sql: string): Buffer => message('Q', cstring(sql));

/** Sync: ends a batch of the extended protocol. */
export const sync = message('S');

/** Closes a prepared statement. */
export const closeStatement = (name: string): Buffer => message('C', Buffer.from('S'), cstring(name));

/** Ends a COPY FROM STDIN with an error. Outside a COPY the backend ignores it. */
export const copyFail = message('f', cstring('the front withdraws'));

/** ReadyForQuery with a transaction status: `I`dle, in a `T`ransaction, or in a failed one (`E`). */
export const readyForQuery = (status: string): Buffer => message('Z', Buffer.from(status));

/** ParameterStatus: the value of a setting that clients follow. */
export const parameterStatus = (name: string, value: string): Buffer =>
  message('S', cstring(name), cstring(value));

/** A FATAL ErrorResponse; the connection ends after it. `code` is a SQLSTATE. */
export function fatalError(code: string, text: string): Buffer {
  const field = (letter: string, value: string) => Buffer.concat([Buffer.from(letter), cstring(value)]);
  return message(
    'E',
    field('S', 'FATAL'),
    field('V', 'FATAL'),
    field('C', code),
    field('M', text),
    Buffer.alloc(1),
  );
}
