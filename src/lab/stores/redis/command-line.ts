const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', a: '\x07' };

/**
 * Splits a line into arguments as redis-cli does: blanks separate, `"…"` knows `\n`, `\x00` and the like,
 * `'…'` only `\'`, and a closing quote ends its argument. Returns undefined for unbalanced quotes.
 */
export function splitCommand(line: string): Buffer[] | undefined {
  const args: Buffer[] = [];
  let rest = line.trimStart();
  while (rest !== '') {
    const parts: Buffer[] = [];
    while (rest !== '' && !/^\s/.test(rest)) {
      const token = nextToken(rest);
      if (!token) return undefined;
      parts.push(token.bytes);
      rest = rest.slice(token.length);
      if (token.quoted && rest !== '' && !/^\s/.test(rest)) return undefined;
    }
    args.push(Buffer.concat(parts));
    rest = rest.trimStart();
  }
  return args;
}

interface Token {
  readonly bytes: Buffer;
  readonly length: number;
  readonly quoted: boolean;
}

/** A quoted string, or a run of plain characters; undefined when a quote is not closed. */
function nextToken(text: string): Token | undefined {
  const double = text.match(/^"((?:[^"\\]|\\[\s\S])*)"/);
  if (double) return { bytes: unescaped(double[1] ?? ''), length: double[0].length, quoted: true };
  const single = text.match(/^'((?:[^'\\]|\\[\s\S])*)'/);
  if (single) {
    const bytes = Buffer.from((single[1] ?? '').replaceAll("\\'", "'"));
    return { bytes, length: single[0].length, quoted: true };
  }
  const plain = text.match(/^[^\s"']+/);
  return plain ? { bytes: Buffer.from(plain[0]), length: plain[0].length, quoted: false } : undefined;
}

function unescaped(text: string): Buffer {
  const parts = text.match(/\\x[0-9a-fA-F]{2}|\\[\s\S]|[^\\]+/g) ?? [];
  return Buffer.concat(
    parts.map((part) => {
      if (/^\\x../.test(part)) return Buffer.from(part.slice(2), 'hex');
      if (part.startsWith('\\')) return Buffer.from(escapes[part.charAt(1)] ?? part.slice(1));
      return Buffer.from(part);
    }),
  );
}
