import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TutorialError } from '../../../errors.js';
import { describeAddress } from './describe-address.js';
import { parsePostgresUrl } from './parse-postgres.js';
import { parseRedisUrl } from './parse-redis.js';

let directory: string;
let caFile: string;

beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'parse-'));
  caFile = path.join(directory, 'ca.pem');
  const subject = ['-subj', '/CN=ca', '-days', '1', '-keyout', path.join(directory, 'key')];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...subject, '-out', caFile], {
    stdio: 'ignore',
  });
});
afterAll(() => rmSync(directory, { recursive: true }));

describe('a PostgreSQL URL', () => {
  test.each([
    ['postgres://anna:s@db.example.com/shop', 'anna@db.example.com:5432/shop', 's', 'prefer'],
    ['postgresql://anna@db:6000', 'anna@db:6000/anna', undefined, 'prefer'],
    ['postgres://anna:@db/shop', 'anna@db:5432/shop', undefined, 'prefer'],
    ['POSTGRES://a:b@db/x?sslmode=require', 'a@db:5432/x', 'b', 'require'],
    ['postgres://a@[::1]:77/x?sslmode=disable', 'a@[::1]:77/x', undefined, 'disable'],
    ['postgres://a%40b:%2F%40%25%3A%C3%BC@db/%C3%A4', 'a@b@db:5432/ä', '/@%:ü', 'prefer'],
    ['postgres://a:p@ss#w@db/x', 'a@db:5432/x', 'p@ss#w', 'prefer'],
    ['postgres:///x?host=db&port=9&user=u&password=p%26&dbname=y', 'u@db:9/y', 'p&', 'prefer'],
    ['postgres://a@db/x?sslmode=verify-full', 'a@db:5432/x', undefined, 'verify-full'],
    ['postgres://a@db/x?sslmode=verify-full&sslrootcert=system', 'a@db:5432/x', undefined, 'verify-full'],
    ['postgres://a@db/x?sslmode=allow&application_name=y', 'a@db:5432/x', undefined, 'prefer'],
    ['postgres://a@db/x?ssl=true', 'a@db:5432/x', undefined, 'require'],
    ['postgres://a@db/x?sslmode=require&channel_binding=require', 'a@db:5432/x', undefined, 'verify-full'],
    ['postgres://a@%2Frun%2Fpg:77/x', 'a@/run/pg/.s.PGSQL.77, database x', undefined, 'disable'],
    [
      'postgres://a@/x?host=/run/pg&sslmode=require',
      'a@/run/pg/.s.PGSQL.5432, database x',
      undefined,
      'disable',
    ],
  ])('%s', (url, described, password, mode) => {
    const address = parsePostgresUrl(url);
    expect(describeAddress(address)).toBe(described);
    expect(address.password).toBe(password);
    expect(address.encryption).toEqual({ mode });
  });

  test('without a host is at the usual Unix socket, or on this machine; without a user is ours', () => {
    const { endpoint, user, database } = parsePostgresUrl('postgres:///?port=59999');
    expect(endpoint).toEqual({ host: 'localhost', port: 59_999 });
    expect([user, database]).toEqual([userInfo().username, userInfo().username]);
  });

  test('a password and a CA file can come from elsewhere; what the URL says counts first', () => {
    const extras = { password: 'other', caFile };
    expect(parsePostgresUrl('postgres://a@db/x', extras).password).toBe('other');
    expect(parsePostgresUrl('postgres://a:own@db/x', extras).password).toBe('own');
    const ca = expect.stringContaining('BEGIN CERTIFICATE');
    const encryption = (query: string, given = {}) =>
      parsePostgresUrl(`postgres://a@db/x?${query}`, given).encryption;
    expect(encryption('', extras)).toEqual({ mode: 'verify-full', ca });
    expect(encryption('sslmode=require', extras)).toEqual({ mode: 'verify-ca', ca });
    expect(encryption('sslmode=verify-full', extras)).toEqual({ mode: 'verify-full', ca });
    expect(encryption('sslmode=disable', extras)).toEqual({ mode: 'disable' });
    expect(encryption(`sslrootcert=${caFile}`)).toEqual({ mode: 'verify-full', ca });
    expect(() => encryption(`sslrootcert=${directory}/none`, extras)).toThrow(/none cannot be read \(ENOENT/);
    const wrong = path.join(directory, 'wrong.pem');
    writeFileSync(wrong, 'no certificate');
    expect(() => encryption('', { caFile: wrong })).toThrow(/wrong.pem is not a certificate in PEM/);
  });
});

describe('a Redis URL', () => {
  test.each([
    ['redis://cache', 'cache:6379', undefined, 'disable'],
    ['redis://', 'localhost:6379', undefined, 'disable'],
    ['redis://:s%2Fs@cache:7/', 'cache:7', 's/s', 'disable'],
    ['rediss://default:s@cache:7/5', 'default@cache:7/5', 's', 'verify-full'],
    ['valkeys://u:s@cache', 'u@cache:6379', 's', 'verify-full'],
    ['valkey://[::1]/0', '[::1]:6379/0', undefined, 'disable'],
    ['redis://cache?db=3', 'cache:6379/3', undefined, 'disable'],
    ['rediss://cache?ssl_cert_reqs=none', 'cache:6379', undefined, 'require'],
  ])('%s', (url, described, password, mode) => {
    const address = parseRedisUrl(url);
    expect(describeAddress(address)).toBe(described);
    expect(address.password).toBe(password);
    expect(address.encryption).toEqual({ mode });
  });

  test('a password and a CA file can come from elsewhere', () => {
    const address = parseRedisUrl('rediss://anna@cache', { password: 'other', caFile });
    expect(address).toMatchObject({ user: 'anna', password: 'other', encryption: { mode: 'verify-full' } });
    expect(address.encryption.ca).toContain('BEGIN CERTIFICATE');
    expect(parseRedisUrl('redis://cache', { caFile }).encryption).toEqual({ mode: 'disable' });
  });
});

describe('a URL that cannot be used', () => {
  test.each([
    ['', /^A PostgreSQL URL begins with postgres:\/\/ or postgresql:\/\//],
    ['db.example.com', /begins with/],
    ['mysql://anna:sesame@db/x', /begins with/],
    ['postgres://anna:ses/ame@db/x', /%2F for \//],
    ['postgres://anna:1/sesame@db/x', /%2F for \//],
    ['postgres://anna:1?sesame@db/x', /%3F for \?/],
    ['postgres://anna:sesame%@db/x', /write %25/],
    ['postgres://anna:sesame%ff@db/x', /write %25/],
    ['postgres://anna:sesame%00@db/x', /control character/],
    ['postgres://anna:sesame@db:port/x', /cannot be read/],
    ['postgres://anna:sesame@db:70000/x', /cannot be read/],
    ['postgres://anna:sesame@::1/x', /in brackets/],
    ['postgres://anna:sesame@[db]/x', /in brackets/],
    ['postgres://anna:sesame@d b/x', /cannot be read/],
    ['postgres://anna:sesame@one,two/x', /several hosts/],
    ['postgres://anna:sesame@db/x?port=sesame', /cannot be read/],
    ['postgres://anna:sesame@db/x?sslmode=sesame', /sslmode must be disable, allow,/],
    ['postgres://anna:sesame@db/x?sslmode=constructor', /sslmode must be disable, allow,/],
    ['postgres://anna:sesame@db/x?options=-csesame', /options here: leave it out/],
    ['postgres://anna:sesame@db/x?sslcert=sesame', /sslcert here: log in with a password/],
    ['redis://user:sesame@cache/five', /number of a logical database/],
    ['redis://sesame@cache/5', /CACHE_TUTORIAL_REDIS_PASSWORD/],
    ['redis://:sesame@cache:x', /cannot be read/],
    ['http://:sesame@cache', /begins with postgres/],
  ])('%s', (url, message) => {
    const parse = url.startsWith('redis') ? parseRedisUrl : parsePostgresUrl;
    let thrown: unknown;
    try {
      parse(url);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(TutorialError);
    const { message: text, exitCode } = thrown as TutorialError;
    expect(text).toMatch(message);
    expect(text).not.toContain('sesame');
    expect(exitCode).toBe(2);
  });
});
