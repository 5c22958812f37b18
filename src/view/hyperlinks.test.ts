import { expect, test } from 'vitest';
import { hyperlink, showsHyperlinks } from './hyperlinks.js';
import { renderMarkdown } from './markdown.js';
import { fitting, screenAt } from './testing/fits.js';
import { widthOf } from './text.js';

test.each([
  [{}, false],
  [{ TERM: 'xterm-256color' }, false],
  [{ TERM_PROGRAM: 'iTerm.app' }, true],
  [{ TERM_PROGRAM: 'Apple_Terminal' }, false],
  [{ WT_SESSION: 'x' }, true],
  [{ VTE_VERSION: '6800' }, true],
  [{ VTE_VERSION: '5000' }, false],
  [{ TERM: 'xterm-kitty' }, true],
  [{ TERM: 'tmux-256color', WT_SESSION: 'x' }, false],
  [{ TMUX: '/tmp/x', TERM_PROGRAM: 'WezTerm' }, false],
  [{ FORCE_HYPERLINK: '1' }, true],
  [{ FORCE_HYPERLINK: '0', WT_SESSION: 'x' }, false],
])('with %j links are put behind text: %s', (env, expected) => {
  expect(showsHyperlinks(env)).toBe(expected);
});

test('an address takes no columns and cannot drive the terminal', () => {
  expect(widthOf(hyperlink('docs', 'https://redis.io/docs'))).toBe(4);
  expect(hyperlink('a', 'https://x.org/\x07\x1b[2J ä?b=%20%2F')).toBe(
    '\x1b]8;;https://x.org/%07%1B%5B2J%20%C3%A4?b=%20%2F\x07a\x1b]8;;\x07',
  );
});

const markdown =
  'Read [the long manual of Redis](https://redis.io/docs), or <https://x.org>, or [here](#there).';

test.each([20, 40, 80])(
  'at %i columns each part of a broken link leads there, and the address is not shown',
  (width) => {
    const screen = screenAt(width, { colour: true, links: true });
    const text = fitting(renderMarkdown(markdown, screen), screen);
    const ends = text.split('\x1b]8;;\x07').length - 1;
    expect(
      text.split('\x1b]8;;https://redis.io/docs\x07').length -
        1 +
        text.split('\x1b]8;;https://x.org\x07').length -
        1,
    ).toBe(ends);
    for (const line of text.split('\n')) {
      expect(line.split('\x1b]8;;').length % 2, line).toBe(1);
    }
    expect(text).not.toContain('(https');
  },
);

test('without colour the address stands behind the text as before', () => {
  expect(renderMarkdown(markdown, screenAt(80, { links: true }))).toContain('Redis (https://redis.io/docs)');
});
