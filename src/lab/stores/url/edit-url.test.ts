import { expect, test } from 'vitest';
import { withDatabase, withoutPassword, withPassword } from './edit-url.js';
import { parsePostgresUrl } from './parse-postgres.js';
import { parseRedisUrl } from './parse-redis.js';

const postgres = [
  'postgres://anna:geheim@db.example.com:5432/shop?sslmode=require',
  'postgres://anna@db.example.com/shop?sslmode=require&password=geheim',
  'postgres://anna@db.example.com/shop?pass%77ord=geheim&connect_timeout=5',
  'postgresql://anna:ge@heim@[::1]:5433/shop',
  'postgres://anna:a@%2Frun%2Fpostgresql/shop?password=geheim',
  'postgres:///shop?host=/run/postgresql&user=anna&password=geheim',
];

test.each(postgres)('%s loses its password and nothing else, and gets another one', (url) => {
  const { password: _, ...rest } = parsePostgresUrl(url);
  const bare = withoutPassword(url);
  expect(bare).not.toMatch(/geheim|ge@heim/);
  expect(parsePostgresUrl(bare)).toEqual(rest);
  expect(parsePostgresUrl(withPassword(url, 'p@:/?#%ä'))).toEqual({ ...rest, password: 'p@:/?#%ä' });
});

test.each([
  'redis://:geheim@cache:6379',
  'rediss://default:geheim@cache.example.com:6379/3?ssl_cert_reqs=none',
])('%s likewise, and names another logical database', (url) => {
  const { password: _, ...rest } = parseRedisUrl(url);
  expect(withoutPassword(url)).not.toContain('geheim');
  expect(parseRedisUrl(withPassword(url, 'a b'))).toEqual({ ...rest, password: 'a b' });
  expect(parseRedisUrl(withDatabase(url, 12))).toEqual({ ...parseRedisUrl(url), database: 12 });
});

test('a logical database that stands in a parameter is replaced too', () => {
  expect(withDatabase('redis://cache:6379?db=3&client=x', 5)).toBe('redis://cache:6379/5?client=x');
  expect(withDatabase('redis://localhost', 0)).toBe('redis://localhost/0');
});
