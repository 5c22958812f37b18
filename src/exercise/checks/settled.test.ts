import { describe, expect, it } from 'vitest';
import { settles } from './settled.js';

/** The statements, given as `connection: SQL`, whose reply settles what is asked for. */
function settling(kind: 'reads' | 'writes', lines: readonly string[], source = 'A'): string[] {
  const match = settles('A', kind);
  return lines.filter((line) => {
    const [, connection, statement = ''] = line.match(/^(\d): (.*)$/s) ?? [];
    return match({
      store: 'postgres',
      source,
      connection: Number(connection),
      text: statement,
      statement,
      parameters: [],
      startMs: 0,
    });
  });
}

describe('settles', () => {
  it('takes a statement outside a transaction', () => {
    const lines = ['1: SET x = 1', '1: INSERT INTO orders VALUES ($1)', '1: SELECT * FROM orders'];
    expect(settling('writes', lines)).toEqual([lines[1]]);
    expect(settling('reads', lines)).toEqual([lines[2]]);
  });

  it('takes the end of a transaction, on its own connection', () => {
    const lines = ['1: BEGIN', '1: DELETE FROM orders', '2: COMMIT', '1: SELECT 1', '1: COMMIT'];
    expect(settling('writes', lines)).toEqual(['1: COMMIT']);
  });

  it('takes a transaction in one string', () => {
    const line = '1: BEGIN; INSERT INTO orders VALUES (1); COMMIT';
    expect(settling('writes', [line])).toEqual([line]);
  });

  it('forgets a transaction that has ended', () => {
    const lines = [
      '1: start transaction',
      '1: INSERT INTO orders VALUES (1)',
      '1: end',
      '1: BEGIN',
      '1: COMMIT',
    ];
    expect(settling('writes', lines)).toEqual(['1: end']);
  });

  it('looks at one copy only', () => {
    expect(settling('writes', ['1: INSERT INTO orders VALUES (1)'], 'B')).toEqual([]);
  });
});
