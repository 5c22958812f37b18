import fc from 'fast-check';

/** Names that PostgreSQL, Redis, JavaScript or a file system might take for something else. */
export const names = fc.constantFrom(
  ...[
    'latte',
    'flat white',
    '',
    ' ',
    'a',
    'x'.repeat(40),
    'x'.repeat(41),
    '\0',
    'a\0b',
    '\ud800',
    'é',
    '😀'.repeat(20),
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    '../../etc/passwd',
    '%',
    '%00',
    '*',
    'null',
    '[]',
    '{}',
    '0',
    '-1',
    'NaN',
  ],
  ...[
    "'; DELETE FROM canary; --",
    "' OR '1'='1",
    "\\'; DROP TABLE orders; --",
    '$1',
    '$$',
    'latte"',
    "latte'",
    '\\',
  ],
  ...[
    'latte\r\nSET canary gone',
    'x\r\n$3\r\nDEL',
    'latte EX 1',
    '"]',
    'latte","x',
    'count:latte',
    'latte:count',
    '\u2028',
  ],
);
/** One of them, or anything at all. */
export const name = fc.oneof(
  names,
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc.string({ unit: 'grapheme', maxLength: 50 }),
);

/** As bytes stand in a URL: what must be encoded is, in most cases. */
export const encoded = name.map((text) => encodeURIComponent(text.toWellFormed()));
/** Bytes that stand in a URL unencoded. */
export const raw = fc.string({
  unit: fc.integer({ min: 0x21, max: 0xff }).map((code) => String.fromCharCode(code)),
  maxLength: 60,
});

/** The name of a drink as an order may have it. */
export const drinkName = name.filter(
  (text) => text.length > 0 && !text.includes('\0') && [...text].length <= 40,
);
