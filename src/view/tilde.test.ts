import { expect, test } from 'vitest';
import { withTilde } from './tilde.js';

test.each([
  ['/home/anna/.config/x', '~/.config/x'],
  ['/home/anna', '~'],
  ['/home/annabel/x', '/home/annabel/x'],
  ['/srv/home/anna/x', '/srv/home/anna/x'],
])('%s is %s', (file, shown) => {
  expect(withTilde(file, '/home/anna')).toBe(shown);
});
