import { homedir, userInfo } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { userDirectory } from './user-directory.js';

// As libuv does it, with a user whom the system can be made not to know.
const unknown = vi.hoisted(() => ({ user: false }));
vi.mock('node:os', async (original) => {
  const os = await original<typeof import('node:os')>();
  const known = <T>(ask: () => T) => {
    if (unknown.user) throw new Error('uv_os_homedir returned ENOENT');
    return ask();
  };
  return { ...os, homedir: () => process.env.HOME ?? known(os.homedir), userInfo: () => known(os.userInfo) };
});

const home = homedir();
afterEach(() => {
  unknown.user = false;
  vi.unstubAllEnvs();
});

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

test.each(['', 'relative'])('where HOME is "%s", the system is asked', (given) => {
  vi.stubEnv('HOME', given);
  expect(userDirectory('data', 'linux', {})).toBe(
    path.join(userInfo().homedir, '.local/share/cache-tutorial'),
  );
});

test('a home that nobody knows is told of where it is needed', () => {
  unknown.user = true;
  for (const given of [undefined, '', 'relative']) {
    vi.stubEnv('HOME', given);
    expect(() => userDirectory('data', 'linux', {})).toThrow(/^Your home directory is not known\. Set HOME /);
    expect(userDirectory('data', 'linux', { XDG_DATA_HOME: '/d' })).toBe('/d/cache-tutorial');
  }
});
