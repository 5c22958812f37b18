import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Engine } from './engine.js';
import { copyPristine, preparePristine } from './pristine.js';
import { orderCount } from './shop.js';

const parent = mkdtempSync(path.join(tmpdir(), 'cache-tutorial-test-'));
afterAll(() => rmSync(parent, { recursive: true, force: true }));

const homeOf = (cacheDir: string) => path.join(cacheDir, 'postgres');

/** A digest of every file with its name. */
function digest(directory: string): string {
  const hash = createHash('sha256');
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    hash.update(path.relative(directory, file));
    if (entry.isFile()) hash.update(readFileSync(file));
  }
  return hash.digest('hex');
}

describe('the pristine data', () => {
  const cacheDir = path.join(parent, 'cache');
  const progress: number[] = [];
  const copies: string[] = [];
  let pristine: string;
  beforeAll(async () => {
    mkdirSync(path.join(homeOf(cacheDir), 'making-999999999-dead'), { recursive: true });
    const options = { cacheDir, onProgress: (done: number) => progress.push(done) };
    const both = await Promise.all([preparePristine(options), preparePristine(options)]);
    expect(new Set(both).size).toBe(1);
    pristine = both[0];
  });
  afterEach(() => {
    for (const copy of copies.splice(0)) rmSync(copy, { recursive: true, force: true });
  });

  function newCopy(): string {
    const copy = path.join(parent, `copy-${copies.length}`);
    copies.push(copy);
    return copy;
  }

  test('is made once for two who ask at once, with progress, and nothing else is left', () => {
    expect(progress.filter((done) => done === orderCount)).toEqual([orderCount]);
    expect(progress.slice(0, 3)).toEqual([0, 25_000, 50_000]);
    expect(readdirSync(homeOf(cacheDir))).toEqual([path.basename(pristine)]);
  });

  test('is copied for a session, which leaves it as it is', async () => {
    const before = digest(pristine);
    const copy = newCopy();
    await copyPristine(pristine, copy);
    expect(digest(copy)).toBe(before);
    const engine = await Engine.open(copy);
    await engine.query("INSERT INTO orders (drink, size, price_cents) VALUES ('latte', 'large', 430)");
    expect(await engine.query('SELECT max(id) FROM orders')).toEqual([[String(orderCount + 1)]]);
    await engine.close();
    expect(digest(pristine)).toBe(before);
  });

  test('has been vacuumed, so that a count writes nothing', async () => {
    const copy = newCopy();
    await copyPristine(pristine, copy);
    const engine = await Engine.open(copy);
    const written = 'SELECT pg_current_wal_insert_lsn()';
    const before = await engine.query(written);
    expect(await engine.query("SELECT count(*) > 100000 FROM orders WHERE drink = 'latte'")).toEqual([
      ['true'],
    ]);
    expect(await engine.query(written)).toEqual(before);
    const frozen = "SELECT relallvisible = relpages FROM pg_class WHERE relname = 'orders'";
    expect(await engine.query(frozen)).toEqual([['true']]);
    await engine.close();
  });
});

test('aborting stops the making and leaves nothing of it', async () => {
  const cacheDir = path.join(parent, 'aborted');
  const abort = new AbortController();
  const making = preparePristine({
    cacheDir,
    signal: abort.signal,
    onProgress: (done) => {
      if (done > 0) abort.abort(new Error('enough'));
    },
  });
  await expect(making).rejects.toThrow('enough');
  expect(readdirSync(homeOf(cacheDir))).toEqual([]);
});

test('data that another has made meanwhile are taken, and one’s own are removed', async () => {
  const cacheDir = path.join(parent, 'meanwhile');
  const home = homeOf(cacheDir);
  let theirs = '';
  const pristine = await preparePristine({
    cacheDir,
    onProgress: (done) => {
      if (done !== orderCount) return;
      // As if the lock had been taken for dead: the name is known by the lock.
      const [lock = ''] = readdirSync(home).filter((name) => name.includes('.lock.'));
      theirs = path.join(home, lock.slice(0, lock.indexOf('.lock.')));
      mkdirSync(theirs);
      writeFileSync(path.join(theirs, 'theirs'), '');
    },
  });
  expect(pristine).toBe(theirs);
  expect(readdirSync(home)).toEqual([path.basename(pristine)]);
  expect(readdirSync(pristine)).toEqual(['theirs']);
});

test.skipIf(process.getuid?.() === 0)(
  'a directory that cannot be written is an error that says what to do',
  async () => {
    const cacheDir = path.join(parent, 'read-only');
    mkdirSync(cacheDir, { mode: 0o500 });
    await expect(preparePristine({ cacheDir })).rejects.toThrow(/Cannot prepare .*CACHE_TUTORIAL_CACHE_DIR/);
    chmodSync(cacheDir, 0o700);
  },
);

test('a cache directory that is a file is an error that says what to do', async () => {
  const cacheDir = path.join(parent, 'cache', 'postgres', 'nowhere');
  await expect(copyPristine(cacheDir, path.join(parent, 'copy'))).rejects.toThrow(/Cannot copy .* to .*copy/);
  expect(existsSync(path.join(parent, 'copy'))).toBe(false);
});
