import { EventEmitter } from 'node:events';
import type { WriteStream } from 'node:tty';
import { expect, test } from 'vitest';
import { LiveLine } from './live-line.js';
import type { Screen } from './screen.js';

const screen: Screen = { width: 80, colour: false, unicode: true };

test('nothing is drawn after the terminal has been given back', () => {
  let written = '';
  const stdout = Object.assign(new EventEmitter(), {
    write(text: string) {
      written += text;
    },
  });
  const live = new LiveLine(stdout as unknown as WriteStream, () => screen);
  live.show(() => 'Enter  go on');
  expect(written).toContain('Enter  go on');
  live.close();
  expect(written.endsWith('\x1b[?25h')).toBe(true);
  const before = written;
  // What was to be asked when Ctrl-C came may be ready only now.
  live.show(() => 'Your answer?');
  stdout.emit('resize');
  expect(written).toBe(before);
});
