/** Pieces that mean something to one of our readers, or to the libraries below them. */
const pieces = [
  ...[
    '---\n',
    '# ',
    '## ',
    '```',
    '```http\n',
    '```yaml quiz\n',
    '> **You should see**\n',
    '> - ',
    '<details>',
  ],
  ...[
    '</details>',
    '<summary>Answer</summary>',
    '&a ',
    '*a',
    '*b',
    '<<: *a',
    '!!binary ',
    '!!js/function "x"',
    '? ',
  ],
  ...[
    '__proto__: 1\n',
    'constructor: {prototype: {x: 1}}\n',
    '"__proto__": {"x": 1}, ',
    '{}',
    '[]',
    'null',
    '-1',
    '1e999',
  ],
  ...[
    'NaN',
    '0x10',
    '.inf',
    '2030-01-01',
    '"',
    "'",
    '`',
    '\\',
    '\n',
    '\r\n',
    '\t',
    '\0',
    '\u2028',
    '\ud800',
    '😀',
    '﻿',
  ],
  ...[
    '%',
    '%zz',
    '$1',
    '=',
    '&',
    '?',
    '#',
    ':',
    '|',
    '>',
    '-',
    ' ',
    '    ',
    '<!--',
    '-->',
    '<script>',
    '[x](y)',
  ],
];

/** The text with a few lines, pieces or characters changed, moved, left out or put in. */
export function mutateText(text, random) {
  let result = text;
  for (let left = 1 + random.below(4); left > 0; left--) result = random.pick(ways)(result, random);
  return result;
}

const ways = [
  (text, random) => insert(text, random.below(text.length + 1), random.pick(pieces)),
  (text, random) =>
    insert(
      text,
      random.below(text.length + 1),
      random.pick(pieces).repeat(1 + random.below(random.below(20) === 0 ? 5000 : 20)),
    ),
  (text, random) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + text.slice(at + 1 + random.below(20));
  },
  (text, random) => text.slice(0, random.below(text.length + 1)),
  (text, random) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + String.fromCharCode(random.below(0x10000)) + text.slice(at + 1);
  },
  (text, random) => lines(text, random, (all, at) => all.splice(at, 1)),
  (text, random) => lines(text, random, (all, at) => all.splice(at, 0, all[random.below(all.length)] ?? '')),
  (text, random) =>
    lines(text, random, (all, at) => all.splice(at, 0, random.pick(pieces) + (all[at] ?? ''))),
  (text, random) =>
    lines(text, random, (all, at) =>
      all.splice(at, 0, `${random.pick(pieces).repeat(1 + random.below(30))}x`),
    ),
];

const insert = (text, at, piece) => text.slice(0, at) + piece + text.slice(at);

function lines(text, random, change) {
  const all = text.split('\n');
  change(all, random.below(all.length));
  return all.join('\n');
}
