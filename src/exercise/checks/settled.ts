import type { WireRequest } from '../../lab/tap/event.js';
import type { CopyName } from '../bench.js';
import { countStatements } from '../statements.js';

const begins = /(^|;)\s*(begin|start\s+transaction)\b/i;
const ends = /(^|;)\s*(commit|end|rollback|abort)\b/i;

/**
 * Follows what a copy asks of PostgreSQL, from no transaction on, and says of which statement the reply ends a
 * read or a write: of the SELECT or INSERT itself, or, in a transaction, of its COMMIT. To be given to
 * `holdPostgres`: while the reply of a write is kept back, the row is there for everybody, and the copy does
 * not know it yet; while that of a read is kept back, the copy holds up nobody else, even where PostgreSQL
 * runs one transaction at a time.
 */
export function settles(copy: CopyName, kind: 'reads' | 'writes'): (request: WireRequest) => boolean {
  // Whether a statement of the kind has come, for each connection in a transaction.
  const open = new Map<number, boolean>();
  return ({ source, connection, statement }) => {
    if (source !== copy) return false;
    const seen = open.get(connection) === true || countStatements(statement)[kind] > 0;
    if (ends.test(statement)) open.delete(connection);
    else if (open.has(connection) || begins.test(statement)) {
      open.set(connection, seen);
      return false;
    }
    return seen;
  };
}
