import { expect, test } from 'vitest';
import { highlight } from './highlight.js';

/** The pieces of a kind that is not plain, as `kind text`. */
const pieces = (code: string, language: string) =>
  highlight(code, language).flatMap(({ text, kind }) => (kind === 'plain' ? [] : [`${kind} ${text}`]));

test.each([
  [
    'ts',
    "// why\nconst a = await f('x', 1);",
    ['comment // why', 'keyword const', 'keyword await', 'name f', "string 'x'", 'number 1'],
  ],
  [
    'sql',
    "SELECT count(*) FROM orders WHERE drink = 'latte'",
    ['keyword SELECT', 'name count', 'keyword FROM', 'keyword WHERE', "string 'latte'"],
  ],
  ['json', '{"count":1,"none":null}', ['name "count"', 'number 1', 'name "none"', 'keyword null']],
  [
    'redis',
    'SET orders:count:latte 12 EX 10',
    ['keyword SET', 'name orders:count:latte', 'number 12', 'keyword EX', 'number 10'],
  ],
  ['redis', 'set k "a GET \\" 1"', ['keyword set', 'string "a GET \\" 1"']],
  ['sh', 'curl "$URL" # ask', ['string "', 'name $URL', 'string "', 'comment # ask']],
])('%s: %s', (language, code, expected) => {
  expect(pieces(code, language)).toEqual(expected);
});

test.each(['ts', 'sql', 'json', 'http', 'sh', 'redis', 'text', ''])(
  'the pieces of %s are the code, whatever stands in it',
  (language) => {
    const code = `<a & b> "c" 'd' \`\${e}\` &amp; </span>\n\tPOST /注文 HTTP/1.1\n\n{"x": [1,`;
    expect(
      highlight(code, language)
        .map(({ text }) => text)
        .join(''),
    ).toBe(code);
  },
);
