import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { curlLine, psqlLine, quote, redisLine } from './shell.js';

const words = ['latte', "O'Neill's", '100% "real"; $HOME `id`', 'a\\b', 'crème ☕', ''];

test.each(words)('a shell reads %j as one word, unchanged', (word) => {
  expect(execFileSync('sh', ['-c', `printf %s ${quote(word)}`], { encoding: 'utf8' })).toBe(word);
});

test('lines to paste', () => {
  expect(curlLine('http://127.0.0.1:80/a?b=c', 'GET', undefined)).toBe("curl -i 'http://127.0.0.1:80/a?b=c'");
  expect(curlLine('http://127.0.0.1:80/a', 'POST', '{"a":1}')).toBe(
    `curl -i -X POST -H 'content-type: application/json' -d '{"a":1}' http://127.0.0.1:80/a`,
  );
  const sql = psqlLine('SELECT $1, $2', ["it's", 3]);
  const printed = execFileSync('sh', ['-c', sql.replace('psql', 'printf %s,%s,%s')], { encoding: 'utf8' });
  expect(printed).toBe(",-c,SELECT 'it''s', 3");
  expect(redisLine(['GET', 'a b'], 3)).toBe(`redis-cli -u "$REDIS_URL" -n 3 GET 'a b'`);
});
