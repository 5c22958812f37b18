import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { renderCode } from './code.js';
import { paintOf } from './paint.js';
import { fitting, screenAt } from './testing/fits.js';

const code = `const cached = await redis.get(\`orders:\${drink}\`); // 注文 in Redis
\tif (cached !== null) return JSON.parse(cached);`;
const diff = `-const a = 'one';\n+const a = 'two and a text that is long enough to be wrapped';\n …\n \n }`;

test.each([20, 40, 80, 200])('colour changes no character and no break at %i columns', (width) => {
  for (const [text, language] of [
    [code, 'ts'],
    [diff, 'diff'],
    [code, ''],
  ] as const) {
    const inColour = screenAt(width, { colour: true });
    const painted = fitting(renderCode(text, language, inColour), inColour);
    expect(stripVTControlCharacters(painted)).toBe(
      fitting(renderCode(text, language, screenAt(width)), screenAt(width)),
    );
  }
});

test('pieces of code have the colour of their kind, also after a break', () => {
  const { faint, keyword, string } = paintOf({ colour: true });
  const text = renderCode("await f('a long text')", 'ts', screenAt(14, { colour: true }));
  expect(text).toContain(keyword('await '));
  expect(text).toContain(`${faint('│')}     ${string("text'")}`);
});

test('a diff shows the sign in a colour of its own, and highlights what the line says', () => {
  const { good, bad, keyword } = paintOf({ colour: true });
  const text = renderCode(diff, 'diff', screenAt(80, { colour: true }));
  expect(text).toContain(bad('-') + keyword('const '));
  expect(text).toContain(good('+') + keyword('const '));
});
