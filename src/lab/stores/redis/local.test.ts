import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { livingProcesses } from '../../../../test/support/living-processes.js';
import { startWatchdog, type Watchdog } from '../../process/watchdog.js';
import { connectRedis } from './connection.js';
import { findLocalRedis, openLocalRedis } from './local.js';

const dir = mkdtempSync(path.join(tmpdir(), 'local-redis-test-'));
let watchdog: Watchdog;
beforeAll(() => {
  watchdog = startWatchdog();
});
afterAll(async () => {
  await watchdog.close();
  rmSync(dir, { recursive: true });
});

/** A program that is on PATH alone. */
function onPath(name: string, program: string): string {
  const bin = path.join(dir, `bin-${name}`);
  mkdirSync(bin, { recursive: true });
  writeFileSync(path.join(bin, name), program, { mode: 0o755 });
  return bin;
}

test('it is found on PATH, redis-server first', () => {
  const { PATH } = process.env;
  try {
    const valkey = onPath('valkey-server', '');
    const redis = onPath('redis-server', '');
    process.env.PATH = `relative${path.delimiter}${valkey}`;
    expect(findLocalRedis()).toBe(path.join(valkey, 'valkey-server'));
    process.env.PATH = `${valkey}${path.delimiter}${redis}`;
    expect(findLocalRedis()).toBe(path.join(redis, 'redis-server'));
    process.env.PATH = path.join(dir, 'nothing');
    expect(findLocalRedis()).toBeUndefined();
  } finally {
    process.env.PATH = PATH;
  }
});

test('a program that is not a server is an error with its output', async () => {
  const bin = onPath('redis-server', '#!/bin/sh\necho "illegal instruction" >&2\nexit 132\n');
  const opening = openLocalRedis({ binary: path.join(bin, 'redis-server'), dir, watchdog });
  await expect(opening).rejects.toThrow(/exit code 132.*illegal instruction/s);
});

const binary = findLocalRedis();
describe.skipIf(binary === undefined)('with the server of this machine', () => {
  test('two of them run side by side, in memory only, and end', async () => {
    const options = { binary: binary ?? '', dir, watchdog };
    const [one, other] = await Promise.all([openLocalRedis(options), openLocalRedis(options)]);
    const cli = (url: string, ...args: string[]) =>
      execFileSync('redis-cli', ['-u', url, ...args], { encoding: 'utf8' }).trim();
    expect(one.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(cli(one.url, 'INFO', 'server')).toContain(`_version:${one.version}`);
    cli(one.url, 'SET', 'key', 'value');
    expect(cli(other.url, 'EXISTS', 'key')).toBe('0');
    expect(cli(one.url, 'CONFIG', 'GET', 'save').split('\n')).toEqual(['save']);
    expect(cli(one.url, 'CONFIG', 'GET', 'bind')).toBe('bind\n127.0.0.1');
    await Promise.all([one.close(), other.close()]);
    await one.close();
    expect(livingProcesses({ command: `127.0.0.1:${one.port}` })).toEqual([]);
    expect(livingProcesses({ command: `127.0.0.1:${other.port}` })).toEqual([]);
  });

  test.each([
    'CONFIG SET requirepass sesame',
    'CONFIG SET maxmemory 1mb',
    'ACL SETUSER default off',
    'REPLICAOF 127.0.0.1 1',
    'CLIENT PAUSE 60000',
    'SHUTDOWN NOSAVE',
  ])('after %s a reset brings back the server as it was opened', async (command) => {
    const store = await openLocalRedis({ binary: binary ?? '', dir, watchdog });
    const cli = (...args: string[]) =>
      execFileSync('redis-cli', ['-u', store.url, ...args])
        .toString()
        .trim();
    try {
      cli('SET', 'key', 'value');
      cli(...command.split(' '));
      await store.reset();
      expect(cli('GET', 'key')).toBe('');
      expect(cli('SET', 'key', 'another')).toBe('OK');
      expect(cli('CONFIG', 'GET', 'maxmemory')).toBe('maxmemory\n0');
      expect(livingProcesses({ command: `127.0.0.1:${store.port}` })).toHaveLength(1);
    } finally {
      await store.close();
    }
    expect(livingProcesses({ command: `127.0.0.1:${store.port}` })).toEqual([]);
  });

  test('a reset that changes nothing keeps the connections of others', async () => {
    const store = await openLocalRedis({ binary: binary ?? '', dir, watchdog });
    const connection = await connectRedis(store.url);
    try {
      await connection.send(['SET', 'key', 'value']);
      await store.reset();
      expect(await connection.send(['EXISTS', 'key'])).toMatchObject({ kind: 'integer' });
      expect(connection.open).toBe(true);
    } finally {
      connection.close();
      await store.close();
    }
  });
});
