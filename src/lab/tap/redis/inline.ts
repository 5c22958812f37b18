import type { Clip } from '../bytes.js';

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', a: '\x07' };

/**
 * Splits an inline command as the server does (`sdssplitargs`): on blanks; "…" with escapes, '…' with
 * only \'. Works on Latin-1, in which a character is a byte. An unclosed quote, which the server answers
 * with an error, runs to the end.
 */
export function splitInline(line: Buffer): Clip[] {
  const words =
    line.toString('latin1').match(/(?:"(?:\\.|[^"\\])*(?:"|\\?$)|'(?:\\'|[^'])*(?:'|$)|[^\s"'])+/g) ?? [];
  return words.map((word) => {
    const bytes = Buffer.from(unquote(word), 'latin1');
    return { bytes, length: bytes.length };
  });
}

function unquote(word: string): string {
  return word.replace(/"((?:\\.|[^"\\])*)"?|'((?:\\'|[^'])*)'?/g, (_, double?: string, single?: string) =>
    double === undefined ? (single ?? '').replaceAll("\\'", "'") : unescaped(double),
  );
}

function unescaped(text: string): string {
  return text.replace(/\\(?:x([0-9a-fA-F]{2})|(.))/g, (_, hex?: string, other?: string) =>
    hex === undefined ? (escapes[other ?? ''] ?? other ?? '') : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
