import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { findAvn, listAivenServices, readAivenUri } from './avn.js';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'avn-'));
  vi.stubEnv('PATH', `${directory}${path.delimiter}${process.env.PATH}`);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(directory, { recursive: true });
});

/** Puts a program called avn on PATH; returns its path. */
function standIn(script: string): string {
  const file = path.join(directory, 'avn');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

describe.skipIf(process.platform === 'win32')('avn', () => {
  test('is found on PATH', () => {
    const file = standIn('');
    expect(findAvn()).toBe(file);
  });

  test('lists services, and tells the URI of one', async () => {
    const avn = standIn(`case "$*" in
      'service list --json') echo '[{"service_name": "cache-pg", "service_type": "pg", "state": "RUNNING", "plan": "free-1-5gb",
        "service_uri": "postgres://avnadmin:geheim@h/defaultdb"}]';;
      'service get cache-pg --format {service_uri}') echo 'postgres://avnadmin:geheim@h:1/defaultdb?sslmode=require';;
      *) exit 9;;
    esac`);
    expect(await listAivenServices(avn)).toEqual([
      { name: 'cache-pg', type: 'pg', state: 'RUNNING', plan: 'free-1-5gb' },
    ]);
    expect(await readAivenUri(avn, 'cache-pg')).toBe(
      'postgres://avnadmin:geheim@h:1/defaultdb?sslmode=require',
    );
  });

  test.each([
    [
      'echo trying >&2; echo "ERROR command failed: UserError: not authenticated: please login first" >&2; exit 1',
      /not authenticated.*avn user login/,
    ],
    ['exit 3', /exit code 3.*avn user login/],
    ['echo No services', /no list: paste the service URI/],
  ])(
    'that cannot list, as in `%s`, is an environment error that says what to do',
    async (script, message) => {
      const listing = listAivenServices(standIn(script));
      await expect(listing).rejects.toMatchObject({ exitCode: 3, message: expect.stringMatching(message) });
    },
  );

  test('that has no URI yet says to wait', async () => {
    const reading = readAivenUri(standIn('echo None'), 'cache-pg');
    await expect(reading).rejects.toThrow(/avn service wait cache-pg/);
  });

  test('that takes long is ended when the learner leaves', async () => {
    const controller = new AbortController();
    const avn = standIn(`echo begun > "${directory}/begun"; exec sleep 600`);
    const listing = listAivenServices(avn, controller.signal);
    controller.abort(new Error('left'));
    await expect(listing).rejects.toThrow('left');
  });
});
