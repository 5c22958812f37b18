import { countPath } from '../lab/variants.js';
import type { LessonEvent } from '../lesson/events.js';
import { curlCommand, shellQuote } from './curl.js';
import { paintOf } from './paint.js';
import type { Screen } from './screen.js';
import { wrap } from './text.js';

type Serving = Extract<LessonEvent, { type: 'serving' }>;

/** What to try with servers that run, in lines to be pasted, and how to end them. */
export function renderServing({ url, databaseUrl, redisUrl }: Serving, screen: Screen): string {
  const { code } = paintOf(screen);
  const say = (text: string) => wrap(text, screen.width);
  const commands = (...lines: string[]) =>
    lines.flatMap((line) => line.split('\n').map((part) => code(part)));
  const body = '{"drink":"latte","size":"large"}';
  const get = { method: 'GET', url: `${url}${countPath}`, requestBody: null };
  const post = { method: 'POST', url: `${url}/orders`, requestBody: body };
  return [
    ...say('Ask from another terminal, and see here what each request sets off:'),
    '',
    ...commands(curlCommand(get, screen.width), curlCommand(post, screen.width)),
    '',
    ...say('A program of your own uses the same stores with:'),
    '',
    ...commands(`export DATABASE_URL=${shellQuote(databaseUrl)}`, `export REDIS_URL=${shellQuote(redisUrl)}`),
    '',
    ...say('Ctrl-C ends.'),
  ].join('\n');
}
