import type { RequestEvent } from '../lesson/events.js';
import { curlCommand } from './curl.js';
import { formatDuration } from './duration.js';
import { glyphsOf } from './glyphs.js';
import { paintOf } from './paint.js';
import { paintCode } from './paint-code.js';
import type { Screen } from './screen.js';
import { renderSequence } from './sequence.js';
import { renderStores } from './stores.js';
import { glue, hang, printable } from './text.js';
import { wrapCode } from './wrap-code.js';

/** A body longer than this many lines is an answer to look at elsewhere. */
const mostBodyLines = 8;

/**
 * What a request was answered with, what it set off, and what both stores hold after it. Of a request that
 * is repeated the first is drawn; the others are a line each, and the stores come after the last.
 */
export function renderRequest(event: RequestEvent, screen: Screen): string {
  const { number, of } = event.repeat;
  const together = event.overlapping
    ? hang(
        `${of} requests overlapped. Which of them asked the stores what cannot be told apart, so all of it is drawn once.`,
        screen.width,
        '',
      ).map((line) => paintOf(screen).faint(line))
    : [];
  const first = [
    ...together,
    ...curlCommand(event, screen.width)
      .split('\n')
      .map((line) => paintOf(screen).code(line)),
    ...bodyLines(event.body, screen),
    '',
    renderSequence(event, screen),
  ];
  const parts = number === 1 ? first : repetition(event, screen);
  if (number < of) return parts.join('\n');
  return [...parts, '', renderStores(event, screen)].join('\n');
}

function bodyLines(body: string, screen: Screen): string[] {
  if (body === '') return [];
  const lines = paintCode(wrapCode(body.trim(), screen.width), body.trim(), 'json', screen);
  if (lines.length <= mostBodyLines) return lines;
  const hidden = lines.length - mostBodyLines;
  return [
    ...lines.slice(0, mostBodyLines),
    paintOf(screen).faint(`${glyphsOf(screen).ellipsis} ${hidden} more lines`),
  ];
}

function repetition(event: RequestEvent, screen: Screen): string[] {
  const { repeat, method, path, status, headers, durationMs, trace } = event;
  const count = (store: string) => trace.filter((entry) => entry.store === store).length;
  const cache = headers['x-cache'];
  const facts = [`${status}${cache ? ` X-Cache: ${printable(cache)}` : ''}`, formatDuration(durationMs)];
  if (event.overlapping) facts.unshift(`${method} ${printable(path)}`);
  else facts.push(`${count('redis')} to Redis`, `${count('postgres')} to PostgreSQL`);
  return hang(
    facts.map((fact) => fact.replaceAll(' ', glue)).join(', '),
    screen.width,
    `${repeat.number} of ${repeat.of}  `,
  );
}
