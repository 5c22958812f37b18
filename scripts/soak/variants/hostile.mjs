import fc from 'fast-check';

/** Names that PostgreSQL, Redis, JavaScript or a file system might take for something else. */
const names = fc.constantFrom(
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
const name = fc.oneof(
  names,
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc.string({ unit: 'grapheme', maxLength: 50 }),
);

/** As bytes stand in a URL: what must be encoded is, in most cases. */
const encoded = name.map((text) => encodeURIComponent(text.toWellFormed()));
const raw = fc.string({
  unit: fc.integer({ min: 0x21, max: 0xff }).map((code) => String.fromCharCode(code)),
  maxLength: 60,
});
const query = fc.oneof(
  { weight: 6, arbitrary: encoded.map((text) => `?drink=${text}`) },
  encoded.map((text) => `?drink=${text}&drink=latte`),
  encoded.map((text) => `?${text}=1&drink=latte`),
  fc.constantFrom(
    '',
    '?',
    '?drink',
    '?drink=',
    '?drink[]=latte',
    '?drink[__proto__]=1',
    '?__proto__[drink]=latte',
    '?DRINK=latte',
  ),
  fc.constantFrom(
    '?drink=%',
    '?drink=%ff',
    '?drink=%C0%80',
    '?drink=%ED%A0%80',
    '?drink=a+b',
    '?drink=a;b=c',
    '#?drink=latte',
  ),
  fc.nat(20_000).map((length) => `?drink=${'x'.repeat(length)}`),
  raw.map((text) => `?drink=${text}`),
);
const path = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      '/orders/count',
      '/orders/count',
      '/orders',
      '/orders/first',
      '/orders/prices',
    ),
  },
  fc.constantFrom(
    '/',
    '//',
    '//[',
    '/orders/',
    '/orders/%63ount',
    '/orders/../orders/count',
    '/ORDERS',
    '*',
    'http://x/orders/count',
  ),
  raw.map((text) => `/${text}`),
);
const method = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('GET', 'GET', 'POST') },
  fc.constantFrom(
    'PUT',
    'DELETE',
    'HEAD',
    'OPTIONS',
    'PATCH',
    'TRACE',
    'CONNECT',
    'get',
    'QUIT',
    'PROPFIND',
    '',
  ),
);

const json = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record({ drink: name, size: fc.constantFrom('small', 'medium', 'large') })
      .map((order) => JSON.stringify(order)),
  },
  fc
    .record({ drink: fc.jsonValue(), size: fc.oneof(names, fc.jsonValue()) })
    .map((order) => JSON.stringify(order)),
  fc.json(),
  raw,
  fc.constantFrom(
    '',
    '{',
    'null',
    '{"drink":"latte","size":"large","__proto__":{"x":1}}',
    '{"constructor":{"prototype":{"x":1}}}',
  ),
  fc.constantFrom(
    '['.repeat(5000),
    '{"a":'.repeat(5000),
    `{"drink":"latte","size":"large","note":"${'x'.repeat(1_100_000)}"}`,
  ),
);
const type = fc.constantFrom(
  'application/json',
  'application/json',
  'application/json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'application/json; charset=latin1',
  'x',
  '',
);
const header = fc.oneof(
  fc.constantFrom(
    ['transfer-encoding', 'gzip'],
    ['expect', '100-continue'],
    ['expect', 'x'],
    ['upgrade', 'websocket'],
    ['connection', 'upgrade'],
  ),
  fc.constantFrom(
    ['content-length', '1'],
    ['host', 'y'],
    ['x-http-method-override', 'DELETE'],
    ['accept', 'x'],
    ['accept-encoding', 'gzip, br'],
  ),
  fc.constantFrom(
    ['content-encoding', 'gzip'],
    ['x-long', 'x'.repeat(20_000)],
    ['cookie', "a='; DROP TABLE canary"],
    ['range', 'bytes=0-1'],
  ),
  fc.tuple(
    fc.stringMatching(/^[a-z-]{1,12}$/),
    raw.map((text) => text.trim()),
  ),
);
/** How the length of a body is told, or lied about. */
const framing = fc.constantFrom(
  'right',
  'right',
  'right',
  'right',
  'chunked',
  'too long',
  'too short',
  'broken chunks',
  'none',
);

/** One request whose form is right, so that its names reach the handlers; or one that is broken anywhere. */
const rightInForm = fc.record({
  method: fc.constantFrom('GET', 'GET', 'POST'),
  path: fc.constantFrom('/orders/count', '/orders/count', '/orders', '/orders/first', '/orders/prices'),
  query,
  type: fc.constant('application/json'),
  body: json,
  headers: fc.constant([]),
  framing: fc.constantFrom('right', 'right', 'chunked'),
});
const anyhow = fc.record({
  method,
  path,
  query,
  type,
  body: json,
  headers: fc.array(header, { maxLength: 2 }),
  framing,
});
const request = fc.oneof({ weight: 4, arbitrary: rightInForm }, anyhow);

/** Requests on one connection, sent before the first is answered; `cut`: how much of the last is not sent. */
export const conversation = fc.record({
  requests: fc.array(request, { minLength: 1, maxLength: 8 }),
  cut: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.nat(300)),
});

/** The name of a drink as an order may have it. */
export const drinkName = name.filter(
  (text) => text.length > 0 && !text.includes('\0') && [...text].length <= 40,
);

/** The bytes of a request. */
export function bytesOf({ method, path, query, type, body, headers, framing }) {
  const withBody = method !== 'GET' && method !== 'HEAD';
  const payload = withBody ? Buffer.from(body) : Buffer.alloc(0);
  const [more, content] = withBody ? framed(payload, framing) : [[], payload];
  const lines = [...headers, ...(withBody ? [['content-type', type]] : []), ...more];
  const head = [
    `${method} ${path}${query} HTTP/1.1`,
    'host: x',
    ...lines.map(([key, value]) => `${key}: ${value}`),
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), content]);
}

function framed(body, framing) {
  const chunk = Buffer.concat([
    Buffer.from(`${body.length.toString(16)}\r\n`),
    body,
    Buffer.from('\r\n0\r\n\r\n'),
  ]);
  if (framing === 'chunked')
    return [[['transfer-encoding', 'chunked']], body.length > 0 ? chunk : Buffer.from('0\r\n\r\n')];
  if (framing === 'broken chunks')
    return [[['transfer-encoding', 'chunked']], Buffer.concat([Buffer.from('zz\r\n'), chunk])];
  if (framing === 'none') return [[], body];
  const length = {
    right: body.length,
    'too long': body.length + 9,
    'too short': Math.max(0, body.length - 3),
  }[framing];
  return [[['content-length', String(length)]], body];
}
