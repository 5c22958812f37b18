import { expect, test } from 'vitest';
import { inlineParameters } from './inline.js';

test.each([
  ['SELECT $1, $2', 'SELECT <1>, <2>'],
  ['SELECT $1,$10', 'SELECT <1>,<10>'],
  ['SELECT $11', 'SELECT $11'],
  ['SELECT $0', 'SELECT $0'],
  ["SELECT '$1', $1", "SELECT '$1', <1>"],
  ["SELECT 'it''s $1', $1", "SELECT 'it''s $1', <1>"],
  ["SELECT '\\', $1", "SELECT '\\', <1>"],
  ["SELECT E'\\'$1', $1", "SELECT E'\\'$1', <1>"],
  ["SELECT E'a''$1', $1", "SELECT E'a''$1', <1>"],
  ['SELECT "$1", $1', 'SELECT "$1", <1>'],
  ['SELECT 1 -- $1\n, $1', 'SELECT 1 -- $1\n, <1>'],
  ['SELECT /* $1 /* $1 */ $1 */ $1', 'SELECT /* $1 /* $1 */ $1 */ <1>'],
  ['SELECT $$ $1 $$, $1', 'SELECT $$ $1 $$, <1>'],
  ['SELECT $q$ $$ $1 $q$, $1', 'SELECT $q$ $$ $1 $q$, <1>'],
  ['SELECT a$1, $1::int', 'SELECT a$1, <1>::int'],
  ['SELECT prix_é$1 = $1', 'SELECT prix_é$1 = <1>'],
  ["SELECT $1, 'open $1", "SELECT <1>, 'open $1"],
  ['SELECT $1, /* open $1', 'SELECT <1>, /* open $1'],
  ['SELECT $1, $x$ open $1', 'SELECT <1>, $x$ open $1'],
])('%s', (sql, expected) => {
  const literals = Array.from({ length: 10 }, (_, index) => `<${index + 1}>`);
  expect(inlineParameters(sql, literals)).toBe(expected);
});

test('a literal that looks like a parameter is left alone', () => {
  expect(inlineParameters('SELECT $1, $2', ["'$2'", "'$1'"])).toBe("SELECT '$2', '$1'");
});
