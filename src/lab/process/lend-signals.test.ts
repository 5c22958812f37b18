import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, test, vi } from 'vitest';
import { lendSignals } from './lend-signals.js';

const heard = vi.fn();
afterEach(() => {
  process.off('SIGINT', heard);
  heard.mockReset();
});

test('who listened to Ctrl-C hears nothing until the signals are back, and then hears it once', async () => {
  const before = process.listenerCount('SIGINT');
  process.on('SIGINT', heard);
  const signals = lendSignals();
  process.emit('SIGINT');
  expect(heard).not.toHaveBeenCalled();
  signals.end();
  expect(process.listenerCount('SIGINT')).toBe(before + 1);
  process.emit('SIGINT');
  expect(heard).toHaveBeenCalledTimes(1);
});

test('what tells us to end ends the other program too, until the signals are back', async () => {
  const listeners = process.listenerCount('SIGTERM');
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  const signals = lendSignals();
  signals.passOnTo(child);
  process.emit('SIGTERM');
  expect(await ended).toEqual([null, 'SIGTERM']);
  signals.end();
  expect(process.listenerCount('SIGTERM')).toBe(listeners);
});
