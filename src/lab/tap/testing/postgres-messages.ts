/** Builders of protocol messages, for scripts. */

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function text(value: string): Buffer {
  return Buffer.from(`${value}\0`);
}

export function message(type: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
}

function opening(code: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat([int32(code), ...parts]);
  return Buffer.concat([int32(body.length + 4), body]);
}

type Bound = string | Buffer | null;

/** What a client sends. A Buffer as a parameter is sent in binary. */
export const front = {
  ssl: opening(80877103),
  gss: opening(80877104),
  cancel: opening(80877102, int32(1), int32(2)),
  startup: opening(196608, text('user'), text('raw'), text('database'), text('postgres'), text('')),
  query: (sql: string) => message('Q', text(sql)),
  parse: (name: string, sql: string, types: readonly number[] = []) =>
    message('P', text(name), text(sql), int16(types.length), ...types.map(int32)),
  bind: (portal: string, statement: string, values: readonly Bound[] = []) =>
    message(
      'B',
      text(portal),
      text(statement),
      int16(values.length),
      ...values.map((value) => int16(Buffer.isBuffer(value) ? 1 : 0)),
      int16(values.length),
      ...values.map(bound),
      int16(0),
    ),
  describe: (what: 'S' | 'P', name: string) => message('D', Buffer.from(what), text(name)),
  execute: (portal: string, rows = 0) => message('E', text(portal), int32(rows)),
  close: (what: 'S' | 'P', name: string) => message('C', Buffer.from(what), text(name)),
  sync: message('S'),
  flush: message('H'),
  copyData: (data: string) => message('d', Buffer.from(data)),
  copyDone: message('c'),
  terminate: message('X'),
} as const;

function bound(value: Bound): Buffer {
  if (value === null) return int32(-1);
  const bytes = Buffer.from(value);
  return Buffer.concat([int32(bytes.length), bytes]);
}

/** What a server answers. */
export const back = {
  /** AuthenticationOk, a parameter and the first ReadyForQuery. */
  welcome: Buffer.concat([
    message('R', int32(0)),
    message('S', text('server_version'), text('18.0')),
    message('Z', Buffer.from('I')),
  ]),
  parsed: message('1'),
  bound: message('2'),
  closed: message('3'),
  noData: message('n'),
  columns: message('T', int16(1), text('a'), Buffer.alloc(18)),
  parameters: (types: readonly number[]) => message('t', int16(types.length), ...types.map(int32)),
  row: (value: string) => message('D', int16(1), int32(value.length), Buffer.from(value)),
  complete: (tag: string) => message('C', text(tag)),
  empty: message('I'),
  suspended: message('s'),
  copyIn: message('G', Buffer.alloc(3)),
  notice: message('N', Buffer.from('SNOTICE\0Mlook\0\0')),
  error: (text: string, severity = 'ERROR') =>
    message('E', Buffer.from(`S${severity}\0V${severity}\0C42P01\0M${text}\0\0`)),
  ready: (status = 'I') => message('Z', Buffer.from(status)),
} as const;
