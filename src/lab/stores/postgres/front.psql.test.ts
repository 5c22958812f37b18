import { type ExecFileException, execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningFront, startFront } from './testing/start-front.js';

const hasPsql = spawnSync('psql', ['--version']).status === 0;

describe.skipIf(!hasPsql)('psql (skipped where it is not on PATH)', () => {
  let front: RunningFront;
  let directory: string;
  beforeAll(async () => {
    front = await startFront();
    directory = mkdtempSync(path.join(tmpdir(), 'cache-tutorial-test-'));
  });
  afterAll(async () => {
    await front.close();
    rmSync(directory, { recursive: true, force: true });
  });

  /** Runs psql without a startup file; what it prints on both outputs, and its exit code. */
  function psql(...args: string[]): Promise<{ out: string; err: string; code: number }> {
    return new Promise((resolve) => {
      const all = ['--no-psqlrc', '--quiet', '--tuples-only', '--no-align', front.url, ...args];
      execFile('psql', all, (error: ExecFileException | null, out, err) =>
        resolve({ out, err, code: Number(error?.code ?? 0) }),
      );
    });
  }

  test('runs a script of many statements, errors included', async () => {
    const script = path.join(directory, 'script.sql');
    writeFileSync(
      script,
      `CREATE TABLE script (n int);
       BEGIN; INSERT INTO script VALUES (1), (2); COMMIT;
       SELECT nothing;
       SELECT sum(n) FROM script; SELECT 'a;b';
       \\gset
       SELECT count(*) AS many FROM script \\gset
       \\echo many :many`,
    );
    const { out, err, code } = await psql('-f', script);
    expect(out).toBe('3\na;b\nmany 2\n');
    expect(err).toContain('column "nothing" does not exist');
    expect(code).toBe(0);
  });

  test('\\copy goes both ways', async () => {
    const [there, back] = [path.join(directory, 'there.csv'), path.join(directory, 'back.csv')];
    const lines = Array.from({ length: 5000 }, (_, index) => `${index},"line ${index}, with ""quotes"""\n`);
    writeFileSync(there, lines.join(''));
    await psql('-c', 'CREATE TABLE both_ways (n int, t text)');
    const inwards = await psql('-c', `\\copy both_ways FROM '${there}' CSV`);
    expect(inwards).toEqual({ out: '', err: '', code: 0 });
    expect((await psql('-c', 'SELECT count(*), max(n) FROM both_ways')).out).toBe('5000|4999\n');
    await psql(
      '-c',
      `\\copy (SELECT * FROM both_ways ORDER BY n) TO '${back}' (FORMAT csv, FORCE_QUOTE (t))`,
    );
    expect(readFileSync(back, 'utf8')).toBe(lines.join(''));
  });

  test('\\copy of a wrong line says where, and copies nothing', async () => {
    const file = path.join(directory, 'wrong.txt');
    writeFileSync(file, '1\nnot a number\n3\n');
    await psql('-c', 'CREATE TABLE wrong (n int)');
    const { err, code } = await psql('-c', `\\copy wrong FROM '${file}'`);
    expect(err).toContain('CONTEXT:  COPY wrong, line 2, column n: "not a number"');
    expect(code).toBe(1);
    expect((await psql('-c', 'SELECT count(*) FROM wrong')).out).toBe('0\n');
  });

  test('describes tables', async () => {
    await psql('-c', 'CREATE TABLE described (id bigint PRIMARY KEY, drink text NOT NULL)');
    const { out, err } = await psql('-c', '\\d described', '-c', '\\conninfo');
    expect(err).toBe('');
    expect(out).toContain('drink|text||not null|');
    expect(out).toContain('You are connected to database "postgres"');
  });
});
