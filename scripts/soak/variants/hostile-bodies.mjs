import fc from 'fast-check';
import { name, names, raw } from './hostile-names.mjs';

/** A body: mostly an order, of a drink with a hostile name. */
export const json = fc.oneof(
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
/** What a body says that it is. */
export const type = fc.constantFrom(
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
/** A header that may change how the rest is read. */
export const header = fc.oneof(
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
export const framing = fc.constantFrom(
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
