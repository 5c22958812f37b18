import { homedir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { userDirectory } from './user-directory.js';

const home = homedir();

test.each([
  ['data', 'linux', {}, `${home}/.local/share/cache-tutorial`],
  ['cache', 'linux', {}, `${home}/.cache/cache-tutorial`],
  ['data', 'linux', { XDG_DATA_HOME: '/d' }, '/d/cache-tutorial'],
  ['cache', 'linux', { XDG_CACHE_HOME: '/c' }, '/c/cache-tutorial'],
  ['config', 'linux', {}, `${home}/.config/cache-tutorial`],
  ['config', 'linux', { XDG_CONFIG_HOME: '/o' }, '/o/cache-tutorial'],
  ['config', 'darwin', {}, `${home}/Library/Application Support/cache-tutorial`],
  ['config', 'win32', { LOCALAPPDATA: '/l' }, '/l/cache-tutorial/Config'],
  ['cache', 'linux', { XDG_CACHE_HOME: 'relative' }, `${home}/.cache/cache-tutorial`],
  ['data', 'darwin', { XDG_DATA_HOME: '/d' }, `${home}/Library/Application Support/cache-tutorial`],
  ['cache', 'darwin', {}, `${home}/Library/Caches/cache-tutorial`],
  ['data', 'win32', { LOCALAPPDATA: '/l' }, '/l/cache-tutorial/Data'],
  ['cache', 'win32', {}, `${home}/AppData/Local/cache-tutorial/Cache`],
] as const)('%s on %s with %j', (kind, platform, env, expected) => {
  expect(userDirectory(kind, platform, env)).toBe(path.normalize(expected));
});
