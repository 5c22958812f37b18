import type { Reply } from './reply.js';

/** Characters that redis-cli writes as an escape. */
const escapes: Readonly<Record<number, string>> = {
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  13: '\\r',
  34: '\\"',
  92: '\\\\',
};

/** A reply as redis-cli prints it on a terminal, without the newline at its end; may have several lines. */
export function formatReply(reply: Reply): string {
  switch (reply.kind) {
    case 'status':
      return reply.text;
    case 'error':
      return `(error) ${reply.text}`;
    case 'integer':
      return `(integer) ${reply.text}`;
    case 'bulk':
      return quoted(reply.bytes);
    case 'nil':
      return '(nil)';
    case 'array':
      return formatArray(reply.items);
  }
}

/** Each line of an element after its first is indented as far as the element's number takes. */
function formatArray(items: readonly Reply[]): string {
  if (items.length === 0) return '(empty array)';
  const width = String(items.length).length;
  return items
    .map((item, index) => {
      const indent = ' '.repeat(width + 2);
      return `${String(index + 1).padStart(width)}) ${formatReply(item).replaceAll('\n', `\n${indent}`)}`;
    })
    .join('\n');
}

/** Bytes in double quotes, with escapes for everything that is not printable ASCII. */
export function quoted(bytes: Buffer): string {
  let text = '';
  for (const byte of bytes) {
    const printable = byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : undefined;
    text += escapes[byte] ?? printable ?? `\\x${byte.toString(16).padStart(2, '0')}`;
  }
  return `"${text}"`;
}

/** Commands whose reply redis-cli prints as the text it is. */
const textual =
  /^(info|lolwut|(client (list|info)|cluster (info|nodes)|memory (doctor|malloc-stats)|latency doctor))$/;

/** Whether redis-cli prints the reply to this command raw, e.g. that of `INFO`. */
export function isTextual(args: readonly Buffer[]): boolean {
  const [first = '', second = ''] = args.map((arg) => arg.toString().toLowerCase());
  return textual.test(first) || textual.test(`${first} ${second}`);
}
