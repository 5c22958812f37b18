import { expect, test } from 'vitest';
import { renderMarkdown } from './markdown.js';
import { fitting, screenAt } from './testing/fits.js';

const page = `# A cache, **at last**

A paragraph with **bold**, *emphasis* and \`code spans\`, long enough to wrap, and
[the docs](https://redis.io/docs), [a section](#there) and <https://x.org>.

- one **bold item** that is also quite a bit too long for a line of forty
  1. nested
  2. second
- two

9. loose

10. second, with \`code\`

    and a paragraph

> A quotation that goes on
> and on, and then stops.

| what | how many |
|:---|---:|
| hits with \`GET\` | 12 |
| a longer cell that must be wrapped somewhere | 3 |

\`\`\`ts
const answer = 'a long line of code that is wrapped and never cut off at the edge';

  indented();
\`\`\`

<details>
<summary>A hint</summary>

What was folded.

</details>

<!-- for authors -->

---

The end.`;

const render = (width: number) => {
  const screen = screenAt(width);
  return fitting(renderMarkdown(page, screen), screen);
};

test('at 40 columns', () => {
  expect(render(40)).toMatchInlineSnapshot(`
    "
    A cache, at last

    A paragraph with bold, emphasis and
    \`code spans\`, long enough to wrap, and
    the docs (https://redis.io/docs), a
    section and https://x.org.

    • one bold item that is also quite a bit
      too long for a line of forty
      1. nested
      2. second
    • two

     9. loose

    10. second, with \`code\`

        and a paragraph

    │ A quotation that goes on and on, and
    │ then stops.

    what                            how many
    ──────────────────────────────  ────────
    hits with GET                         12
    a longer cell that must be             3
    wrapped somewhere

    │ const answer = 'a long line of code
    │     that is wrapped and never cut off
    │     at the edge';
    │
    │   indented();

    A hint

    What was folded.

    ────────────────────────────────────────

    The end.
    "
  `);
});

test('at 80 columns', () => {
  expect(render(80)).toMatchInlineSnapshot(`
    "
    A cache, at last

    A paragraph with bold, emphasis and \`code spans\`, long enough to wrap, and the
    docs (https://redis.io/docs), a section and https://x.org.

    • one bold item that is also quite a bit too long for a line of forty
      1. nested
      2. second
    • two

     9. loose

    10. second, with \`code\`

        and a paragraph

    │ A quotation that goes on and on, and then stops.

    what                                          how many
    ────────────────────────────────────────────  ────────
    hits with GET                                       12
    a longer cell that must be wrapped somewhere         3

    │ const answer = 'a long line of code that is wrapped and never cut off at the
    │     edge';
    │
    │   indented();

    A hint

    What was folded.

    ────────────────────────────────────────────────────────────────────────────────

    The end.
    "
  `);
});

test('addresses that do not fit behind their links follow the text, each whole on its line', () => {
  const markdown =
    '- [SET](https://redis.io/docs/latest/commands/set/) and\n  [TTL](https://redis.io/ttl/), to begin with\n- next';
  expect(renderMarkdown(markdown, screenAt(40))).toBe(
    [
      '• SET and TTL, to begin with',
      '  https://redis.io/docs/latest/commands/set/',
      '  https://redis.io/ttl/',
      '• next',
    ].join('\n'),
  );
  expect(renderMarkdown(markdown, screenAt(60))).toContain(
    'SET (https://redis.io/docs/latest/commands/set/) and',
  );
});

test.each([
  ['countOrders', 'countOrders'],
  ['orders:count:latte', 'orders:count:latte'],
  ['count', '`count`'],
  ['SET a 1', '`SET a 1`'],
  ['orders:', '`orders:`'],
  ['c', '`c`'],
])('without colour %j is shown as %s', (code, shown) => {
  expect(renderMarkdown(`see \`${code}\``, screenAt(40))).toBe(`see ${shown}`);
});

test('prose is never wider than 80 columns', () => {
  expect(render(200)).toBe(render(80));
});

test('with colour the marks give way to weight and colour, and the text stays', () => {
  const screen = screenAt(80, { colour: true });
  const text = fitting(renderMarkdown('A **bold** word, *one* more and `code`.', screen), screen);
  expect(text).toBe('\nA \x1b[1mbold\x1b[22m word, \x1b[3mone\x1b[23m more and \x1b[94mcode\x1b[39m.\n');
});

test('a table that does not fit is folded into a line for each cell', () => {
  const screen = screenAt(20);
  const table =
    '| one | two | three |\n|---|---|---|\n| something | anything | nothing much |\n| 1 | 2 | 3 |';
  expect(fitting(renderMarkdown(table, screen), screen)).toMatchInlineSnapshot(`
    "
    one: something
    two: anything
    three: nothing
      much

    one: 1
    two: 2
    three: 3
    "
  `);
});

test('control characters in code do not reach the terminal', () => {
  expect(renderMarkdown('```\n\x1b[2J\n```', screenAt(40))).toBe('│ \\x1b[2J');
});
