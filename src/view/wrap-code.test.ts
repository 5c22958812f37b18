import { expect, test } from 'vitest';
import { glyphsOf } from './glyphs.js';
import { widthOf } from './text.js';
import { clipCode, wrapCode } from './wrap-code.js';

const glyphs = glyphsOf({ unicode: true });

test('indentation is kept, and what goes on stands further in', () => {
  expect(wrapCode('  a\n\tb\n\nc ', 20)).toEqual(['  a', '  b', '', 'c']);
  expect(wrapCode('  const a = await redis.get(key);', 24)).toEqual([
    '  const a = await',
    '      redis.get(key);',
  ]);
  expect(wrapCode('+   const answer = 1', 18)).toEqual(['+   const answer =', '        1']);
});

test('code is broken after spaces, else after brackets and marks, and in a name only when it must be', () => {
  expect(wrapCode(`  const cached = await redis.get(\`orders:count:\${drink}\`);`, 36)).toEqual([
    '  const cached = await redis.get(',
    `      \`orders:count:\${drink}\`);`,
  ]);
  expect(wrapCode(`return \`orders:\${name}:\${JSON.stringify(args)}\`;`, 32)).toEqual([
    `return \`orders:\${name}:\${JSON.`,
    '    stringify(args)}`;',
  ]);
  expect(wrapCode('"{\\"id\\":3,\\"size\\":\\"small\\"}"', 16)).toEqual([
    '"{\\"id\\":3,',
    '    \\"size\\":',
    '    \\"small\\"}"',
  ]);
  expect(wrapCode('averylongnamewithoutend', 10)).toEqual([
    'averylongn',
    '    amewit',
    '    houten',
    '    d',
  ]);
});

test.each([5, 11, 20, 40])(
  'nothing but white space is lost at %i columns, and nothing is too wide',
  (width) => {
    const code = `    await redis.set(\`a:\${b}\`, JSON.stringify({ drink, 注文: 'ラテ' }), { EX: 5 });`;
    const lines = wrapCode(code, width);
    expect(lines.join('').replace(/\s/g, '')).toBe(code.replace(/\s/g, ''));
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
  },
);

test('a clipped statement says that there is more', () => {
  expect(clipCode('SELECT a, b FROM c', 10, 3, glyphs)).toEqual(['SELECT a,', 'b FROM c']);
  expect(clipCode('SELECT a, b FROM c WHERE d = 1', 10, 2, glyphs)).toEqual(['SELECT a,', 'b FROM c…']);
  expect(clipCode('GET orders:count:latte', 10, 1, glyphs)).toEqual(['GET order…']);
});
