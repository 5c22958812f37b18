import { expect, test } from 'vitest';
import { inlineProse, prose } from './prose.js';

test.each([
  ['a `code` & **strong**', '<p>a <code>code</code> &amp; <strong>strong</strong></p>\n'],
  ['# Title', '<h3>Title</h3>\n'],
  ['#### Deep', '<h4>Deep</h4>\n'],
  ['`<b>`', '<p><code>&lt;b&gt;</code></p>\n'],
  [
    '[here](https://example.org/?a=1&b="x")',
    '<p><a href="https://example.org/?a=1&amp;b=&quot;x&quot;">here</a></p>\n',
  ],
])('%s', (markdown, expected) => {
  expect(prose(markdown).text).toBe(expected);
});

test.each([
  ['[x](javascript:alert(1))', '<p>x</p>\n'],
  ['[x](../02-cache/lesson.md)', '<p>x</p>\n'],
  ['![a picture](https://example.org/a.png)', '<p>a picture</p>\n'],
  ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
  ['a <img src=x onerror=alert(1)> b', '<p>a &lt;img src=x onerror=alert(1)&gt; b</p>\n'],
  ['<!-- a note to authors -->', ''],
])('%s loads and runs nothing', (markdown, expected) => {
  expect(prose(markdown).text).toBe(expected);
});

test('an option is a line, also when it begins like a list', () => {
  expect(inlineProse('1. It has **one**').text).toBe('1. It has <strong>one</strong>');
});

test('a table has headers and scrolls within itself', () => {
  expect(prose('| a | b |\n|---|---|\n| 1 | `2` |').text).toMatch(
    /^<div class="scroll" tabindex="0" role="group" aria-label="Table"><table><thead><tr><th scope="col">a.*<td><code>2<\/code><\/td>/,
  );
});
