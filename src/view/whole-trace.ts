import type { RequestEvent, TraceEntry } from '../lesson/events.js';
import { formatDuration } from './duration.js';
import { glyphsOf } from './glyphs.js';
import { answerOf } from './messages.js';
import { paintOf } from './paint.js';
import { paintCode } from './paint-code.js';
import { inset, type Screen } from './screen.js';
import { glue, hang, indent, oneLine, widthOf } from './text.js';
import { wrapCode } from './wrap-code.js';

const margin = 2;

/**
 * A request in full: every statement and command that it set off with its reply, wrapped and not cut, when each began
 * (counted from when the request was sent) and how long it took; then the answer with its headers and its body.
 */
export function renderWholeTrace(event: RequestEvent, screen: Screen): string {
  const { strong } = paintOf(screen);
  const request = hang(`${event.method} ${oneLine(event.path)}`, screen.width, '').map((line) =>
    strong(line),
  );
  const sent = event.requestBody === null ? [] : code(event.requestBody, 'json', screen);
  const nothing = event.trace.length === 0 ? [['the stores were not asked']] : [];
  const blocks = [
    [...request, ...sent],
    ...nothing,
    ...event.trace.map((entry) => exchange(entry, event.copies, screen)),
    answer(event, screen),
  ];
  return blocks.map((lines) => lines.join('\n')).join('\n\n');
}

function exchange(entry: TraceEntry, copies: number, screen: Screen): string[] {
  const { arrow } = glyphsOf(screen);
  const server = copies > 1 ? `server ${entry.source}` : 'server';
  const store = entry.store === 'redis' ? 'Redis' : 'PostgreSQL';
  const parties = `${server} ${arrow} ${store}`;
  return [
    ...moment(
      entry.startMs,
      `${parties}, took ${formatDuration(entry.durationMs).replace(' ', glue)}`,
      screen,
    ),
    ...code(entry.text, entry.store === 'redis' ? 'redis' : 'sql', screen),
    ...reply(entry, screen),
  ];
}

function reply({ reply: text, failed }: TraceEntry, screen: Screen): string[] {
  const { plain, bad } = paintOf(screen);
  const start = `${glyphsOf(screen).back} `;
  const lines = wrapCode(text, inset(screen, margin + widthOf(start)).width);
  return lines.map((line, index) => {
    const shown = (index === 0 ? start : ' '.repeat(widthOf(start))) + line;
    return indent((failed ? bad : plain)(shown.trimEnd()), margin);
  });
}

function answer(event: RequestEvent, screen: Screen): string[] {
  const headers = Object.entries(event.headers).flatMap(([name, value]) =>
    wrapCode(`${name}: ${value}`, inset(screen, margin).width),
  );
  return [
    ...moment(event.durationMs, `answered: ${answerOf(event)}`, screen),
    ...headers.map((line) => indent(paintOf(screen).faint(line), margin)),
    ...code(event.body.trim(), 'json', screen),
  ];
}

/** When something happened, and what. */
function moment(atMs: number, what: string, screen: Screen): string[] {
  return hang(`${formatDuration(atMs)}  ${what}`, screen.width, '').map((line) =>
    paintOf(screen).strong(line),
  );
}

function code(text: string, language: string, screen: Screen): string[] {
  if (text === '') return [];
  const lines = wrapCode(text, inset(screen, margin).width);
  return paintCode(lines, text, language, screen).map((line) => indent(line, margin));
}
