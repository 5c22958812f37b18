import { expect, test } from 'vitest';
import { parseExercisePage } from './page.js';

const page = `---
title: Average prices
minutes: 10
ttl: 2
starter-fails: average
---

## Task

Write it.

\`\`\`text
## not a heading
\`\`\`

## Hints

<details><summary>Hint 1</summary>

A nudge.

</details>

<details><summary>Hint 2</summary>

More.

</details>

## What it showed

Much.
`;
const parse = (text: string) => parseExercisePage(text, 'exercise.md');

test('a page has its parts', () => {
  expect(parse(page)).toEqual({
    title: 'Average prices',
    ttlSeconds: 2,
    starterFails: 'average',
    task: 'Write it.\n\n```text\n## not a heading\n```',
    hints: ['A nudge.', 'More.'],
    showed: 'Much.',
  });
  expect(parse(page.replaceAll('\n', '\r\n'))).toEqual(parse(page));
});

test.each([
  ['no front matter', page.slice(4), /^exercise\.md:1: an exercise starts with front matter/],
  ['an unknown field', page.replace('ttl: 2', 'ttl: 2\nlevel: 3'), /^exercise\.md:5: .*no field `level`/],
  ['no minutes', page.replace('minutes: 10\n', ''), /lacks the field `minutes`/],
  ['no TTL', page.replace('ttl: 2\n', ''), /lacks the field `ttl`/],
  ['text before the task', page.replace('## Task', 'Hello\n\n## Task'), /^exercise\.md:8: .*three sections/],
  ['a strange section', page.replace('## Hints', '## Help'), /^exercise\.md:16: .*this is `## Help`/],
  ['a section too many', `${page}\n## More\n\nx\n`, /this is `## More`/],
  ['a missing section', page.slice(0, page.indexOf('## What')), /three sections/],
  ['an empty section', page.replace('Much.\n', ''), /`## What it showed` is empty/],
  ['hints out of order', page.replace('Hint 2<', 'Hint 3<'), /^exercise\.md:16: below `## Hints`/],
  [
    'text between hints',
    page.replace('<details><summary>Hint 2', 'So.\n\n<details><summary>Hint 2'),
    /nothing else/,
  ],
])('%s is refused with its place', (_, text, message) => {
  expect(() => parse(text)).toThrow(message);
});
