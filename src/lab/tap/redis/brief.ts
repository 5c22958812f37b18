import { doubleQuoted, plain } from './quote.js';
import type { Reply } from './read-replies.js';

/** A reply as redis-cli prints it, on one line: of an aggregate, how many items or fields. */
export function brief(reply: Reply): string {
  const { type, value, count } = reply;
  if (type === '%') return count === 0 ? '(empty hash)' : counted(count, 'field');
  if (type === '*' || type === '~' || type === '>') {
    if (count < 0) return '(nil)';
    if (count === 0) return type === '~' ? '(empty set)' : '(empty array)';
    return counted(count, 'item');
  }
  if (value === null) return '(nil)';
  switch (type) {
    case '$':
      return doubleQuoted(value);
    case '-':
    case '!':
      return `(error) ${plain(value)}`;
    case ':':
      return `(integer) ${plain(value)}`;
    case ',':
      return `(double) ${plain(value)}`;
    case '#':
      return plain(value) === 't' ? '(true)' : '(false)';
    case '=':
      // A verbatim string begins with its format and a colon: txt:
      return plain(value).slice(4);
    default:
      return plain(value);
  }
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

export function isError({ type }: Reply): boolean {
  return type === '-' || type === '!';
}
