import type { RunningLab } from '../lab/owner.js';
import { curlCommand, shellQuote } from './curl.js';
import { formatDuration } from './duration.js';
import { glyphsOf } from './glyphs.js';
import { paintOf } from './paint.js';
import type { Screen } from './screen.js';
import { cut, glue, wrap } from './text.js';

/** What runs, since when, and the lines to paste that reach it; or how to start something. */
export function renderStatus(labs: readonly RunningLab[], now: Date, screen: Screen): string {
  if (labs.length === 0) {
    const [lesson, serve] = ['`cache-tutorial lesson 1`', '`cache-tutorial serve cache`'].map(whole);
    const text = `Nothing runs. ${lesson} starts a lesson, and ${serve} a server to play with.`;
    return wrap(text, screen.width).join('\n');
  }
  return labs.map((lab) => renderLab(lab, labs.length > 1, now, screen)).join('\n\n');
}

/** Not to be broken at its spaces. */
const whole = (text: string) => text.replaceAll(' ', glue);

function renderLab(lab: RunningLab, amongOthers: boolean, now: Date, screen: Screen): string {
  const { strong, faint, code } = paintOf(screen);
  const glyphs = glyphsOf(screen);
  const { command, title, since, pid } = lab;
  const heading = title === null ? command : `${command} ${glyphs.dot} ${title}`;
  const start = new Date(since);
  const parts = [
    serversIn(lab),
    `since ${timeOf(start, now)}, for ${formatDuration(Math.max(0, now.getTime() - start.getTime()))}`,
    `process ${pid}`,
  ].map(whole);
  const which = amongOthers ? ` --pid ${pid}` : '';
  return [
    strong(cut(heading, screen.width, glyphs)),
    ...wrap(parts.join(` ${glyphs.dot} `), screen.width).map((line) => faint(line)),
    ...paragraph(...requestsTo(lab, code)),
    ...paragraph(
      code(`export DATABASE_URL=${shellQuote(lab.databaseUrl)}`),
      code(`export REDIS_URL=${shellQuote(lab.redisUrl)}`),
    ),
    ...paragraph(code(`cache-tutorial psql${which}`), code(`cache-tutorial redis-cli${which}`)),
  ].join('\n');
}

const paragraph = (...lines: string[]) => (lines.length === 0 ? [] : ['', ...lines]);

/** A line to paste for each copy. None is ever broken, however narrow the screen. */
function requestsTo({ servers, path }: RunningLab, code: (text: string) => string): string[] {
  return servers.map(({ name, url }) => {
    const request = { method: 'GET', url: url + path, requestBody: null };
    return (servers.length > 1 ? `${name}  ` : '') + code(curlCommand(request, Number.POSITIVE_INFINITY));
  });
}

function serversIn({ servers }: RunningLab): string {
  const variant = servers[0]?.variant;
  if (variant === undefined) return 'no server just now';
  return servers.length === 1 ? variant : `${servers.length} copies of ${variant}`;
}

/** The hour in local time; with the day where that is another one. */
function timeOf(start: Date, now: Date): string {
  const hour = start.toTimeString().slice(0, 5);
  if (start.toDateString() === now.toDateString()) return hour;
  const day = [start.getFullYear(), start.getMonth() + 1, start.getDate()];
  return `${day.map((part) => String(part).padStart(2, '0')).join('-')} ${hour}`;
}
