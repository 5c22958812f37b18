import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openNotice } from './notice.js';
import { writeOwner } from './owner.js';
import { runningLabs } from './running-labs.js';

let cacheDir: string;
beforeEach(() => {
  cacheDir = mkdtempSync(path.join(tmpdir(), 'running-labs-test-'));
});
afterEach(() => rmSync(cacheDir, { recursive: true, force: true }));

const purpose = { command: 'lesson 3', title: 'Time to live', path: '/orders/count?drink=latte' };
const postgres = { kind: 'embedded', url: 'postgresql://postgres@127.0.0.1:41871/postgres' } as const;
const redis = { kind: 'url', url: 'redis://127.0.0.1:41872/5' } as const;
const server = { name: 'A', variant: 'ttl', url: 'http://127.0.0.1:41873' };

function session(name: string): string {
  const directory = path.join(cacheDir, 'sessions', name);
  mkdirSync(directory, { recursive: true });
  return directory;
}

/** What another process has written. */
function foreign(name: string, owner: object): void {
  const lab = {
    ...purpose,
    since: '2026-01-05T08:00:00.000Z',
    databaseUrl: '',
    redisUrl: '',
    ownPostgres: false,
    ownRedis: false,
    servers: [],
  };
  writeFileSync(path.join(session(name), 'owner.json'), JSON.stringify({ host: hostname(), lab, ...owner }));
}

test('a lab is told of when its stores are open, and again when its servers change', () => {
  const directory = session('ours');
  writeOwner(directory);
  expect(runningLabs(cacheDir)).toEqual([]);
  const notice = openNotice(directory, purpose, { postgres, redis });
  const told = {
    ...purpose,
    pid: process.pid,
    since: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    databaseUrl: postgres.url,
    ownPostgres: false,
    ownRedis: true,
    redisUrl: redis.url,
  };
  expect(runningLabs(cacheDir)).toEqual([{ ...told, servers: [] }]);
  notice.servers([server]);
  expect(runningLabs(cacheDir)).toEqual([{ ...told, servers: [server] }]);
  expect(readdirSync(directory)).toEqual(['owner.json']);
});

test('telling of a lab that is closed already does no harm', () => {
  const notice = openNotice(session('ours'), purpose, { postgres, redis });
  rmSync(path.join(cacheDir, 'sessions/ours'), { recursive: true });
  notice.servers([server]);
  expect(readdirSync(path.join(cacheDir, 'sessions'))).toEqual([]);
});

test('the newest comes first; the dead, those elsewhere and what is not understood are left out', () => {
  const ended = Number(execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }));
  foreign('older', { pid: process.ppid });
  foreign('dead', { pid: ended });
  foreign('elsewhere', { pid: process.ppid, host: 'another-machine' });
  foreign('opening', { pid: process.ppid, lab: undefined });
  foreign('of another version', { pid: process.ppid, lab: { command: 'lesson 3' } });
  writeFileSync(path.join(session('half'), 'owner.json'), '{"pid":');
  session('being made');
  openNotice(session('ours'), purpose, { postgres, redis });
  expect(runningLabs(cacheDir).map(({ pid }) => pid)).toEqual([process.pid, process.ppid]);
});

test('before the first session there is none', () => {
  expect(runningLabs(path.join(cacheDir, 'not yet'))).toEqual([]);
});
