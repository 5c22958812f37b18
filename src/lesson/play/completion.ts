import type { Lesson } from '../lesson.js';

const sql = [
  'SELECT',
  'INSERT INTO orders',
  'UPDATE orders SET',
  'DELETE FROM orders',
  'FROM orders',
  'WHERE',
  'GROUP BY',
  'ORDER BY',
  'LIMIT',
  'EXPLAIN',
  'count(*)',
  'VALUES',
];
const tables = ['orders'];
const columns = ['id', 'drink', 'size', 'price_cents', 'ordered_at', 'note'];
const redis = [
  'GET',
  'SET',
  'DEL',
  'UNLINK',
  'EXISTS',
  'EXPIRE',
  'PEXPIRE',
  'PERSIST',
  'TTL',
  'PTTL',
  'KEYS',
  'SCAN',
  'TYPE',
  'DBSIZE',
  'INCR',
  'HGETALL',
  'HGET',
  'HSET',
  'MGET',
  'FLUSHDB',
];
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** What the prompt can offer, besides its fixed words. */
export interface Known {
  /** Paths that the servers answer, with examples of their queries. */
  readonly paths: readonly string[];
  /** The keys that Redis holds. */
  readonly keys: readonly string[];
}

/** The paths that a lesson asks for, each once. */
export function pathsOf({ scenes }: Lesson): string[] {
  const blocks = scenes.flatMap((scene) => scene.blocks);
  return [...new Set(blocks.flatMap((block) => (block.kind === 'http' ? [block.path] : [])))];
}

/**
 * What the last word of a line may become, as readline's `completer` wants it: the candidates, and the part of the
 * line that they stand for. A path follows a method, a key a Redis command, a name of the shop an SQL statement.
 */
export function complete(line: string, { paths, keys }: Known): [string[], string] {
  // Not by a pattern for the end of the line: that would be tried at each character of a long word.
  const word = line.split(/\s/).at(-1) ?? '';
  const before = line.slice(0, line.length - word.length).trim();
  const first = before.split(/\s/, 1)[0]?.toUpperCase() ?? '';
  const candidates = () => {
    if (before === '') return [...new Set([...methods, ...redis, ...sql.filter(isStart), 'wait', 'curl'])];
    if (word.startsWith('/') && methods.includes(first)) return paths;
    if (['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'EXPLAIN', 'WITH'].includes(first)) {
      return [...new Set([...tables, ...columns, ...sql.flatMap((text) => text.split(' '))])];
    }
    if (methods.includes(first) && word === '') return [...paths, ...(redis.includes(first) ? keys : [])];
    return redis.includes(first) ? keys : [];
  };
  const begun = word.toLowerCase();
  // What is complete has nothing left to list.
  const fits = candidates().filter((text) => text !== word && text.toLowerCase().startsWith(begun));
  return [fits, word];
}

const isStart = (text: string) => /^(SELECT|INSERT|UPDATE|DELETE|EXPLAIN)/.test(text);
