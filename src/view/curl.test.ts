import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { curlCommand } from './curl.js';

const url = 'http://127.0.0.1:41873/orders';

/** What a POSIX shell makes of the command: the arguments that curl would get. */
function argumentsOf(command: string): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}`;
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

test('a GET is the URL in quotes', () => {
  const command = curlCommand({ method: 'GET', url: `${url}?a=1&b=$HOME`, requestBody: null }, 80);
  expect(command).toBe(`curl 'http://127.0.0.1:41873/orders?a=1&b=$HOME'`);
});

test.each([200, 60, 20])('a shell passes the body on as it is at %i columns', (width) => {
  const requestBody = `{"drink":"it's \\"hot\\"","note":"$(date) \`id\` \\\\ two\nlines"}`;
  const command = curlCommand({ method: 'POST', url, requestBody }, width);
  expect(argumentsOf(command)).toEqual([
    '-X',
    'POST',
    '-H',
    'content-type: application/json',
    '-d',
    requestBody,
    url,
  ]);
});

test('a wide command goes on after a backslash, between options', () => {
  const command = curlCommand({ method: 'POST', url, requestBody: '{"drink":"latte"}' }, 40);
  expect(command.split('\n')).toEqual([
    `curl -X POST \\`,
    `  -H 'content-type: application/json' \\`,
    `  -d '{"drink":"latte"}' \\`,
    `  'http://127.0.0.1:41873/orders'`,
  ]);
});

test('without the room for that there is no indentation, and an option may stand alone, an argument whole', () => {
  const body = '{"drink":"latte","size":"large"}';
  const command = curlCommand({ method: 'POST', url, requestBody: body }, 38);
  expect(command.split('\n')).toEqual([
    `curl -X POST \\`,
    `-H 'content-type: application/json' \\`,
    '-d \\',
    `'${body}' \\`,
    `'http://127.0.0.1:41873/orders'`,
  ]);
});

test('a URL wider than the screen stays beside curl', () => {
  const command = curlCommand({ method: 'GET', url, requestBody: null }, 30);
  expect(command).toBe(`curl 'http://127.0.0.1:41873/orders'`);
});

test('curl takes neither a body for a file nor brackets for a range', () => {
  const command = curlCommand({ method: 'POST', url: `${url}?ids[]=1`, requestBody: '@etc' }, 200);
  expect(argumentsOf(command)).toEqual(expect.arrayContaining(['-g', '--data-raw', '@etc']));
});
