import type { RedisKey, Snapshot, WatchedValue } from '../lab/snapshot.js';
import { renderBox } from './box.js';
import { formatTtl } from './duration.js';
import { glyphsOf } from './glyphs.js';
import { paintOf } from './paint.js';
import { inset, type Screen } from './screen.js';
import { cut, grouped, padLeft, padRight, printable, widthOf } from './text.js';
import { renderVerdict } from './verdict.js';

/** From this width on the stores stand side by side. */
const sideBySide = 68;
/** Wider than this, a value stands too far from its label. */
const widest = 100;
const between = 2;

const marks = { same: ' ', added: '+', changed: '~', removed: '-' } as const;

type Row = { readonly change: RedisKey['change']; readonly lines: readonly string[] };

/** What both stores hold, what changed, and whether the cache agrees with the database. */
export function renderStores(snapshot: Snapshot, screen: Screen): string {
  const width = Math.min(screen.width, widest);
  const wide = screen.width >= sideBySide;
  // Keys with their values and TTLs need more room than what a lesson watches in PostgreSQL.
  const left = wide ? Math.floor(width / 2) - 7 : width;
  const right = wide ? width - between - left : width;
  const truth = postgresRows(snapshot, { ...screen, width: left - 4 });
  const cache = redisRows(snapshot, { ...screen, width: right - 4 });
  const height = wide ? Math.max(truth.length, cache.length) : 0;
  const dot = glyphsOf(screen).dot;
  const caches = snapshot.comparisons.length > 0 ? ` ${dot} the cache` : '';
  const postgres = renderBox(`PostgreSQL ${dot} the truth`, truth, { ...screen, width: left }, height);
  const verdict = renderVerdict(snapshot, screen);
  const redis = renderBox(`Redis${caches}`, cache, { ...screen, width: right }, height);
  if (wide) {
    const boxes = postgres.map((line, index) => line + ' '.repeat(between) + (redis[index] ?? ''));
    return [...boxes, ...verdict].join('\n');
  }
  // Where no server caches, an empty Redis is no news.
  const quiet = snapshot.comparisons.length === 0 && redisIsEmpty(snapshot);
  return [...postgres, ...(quiet ? [paintOf(screen).faint('Redis: empty')] : redis), ...verdict].join('\n');
}

const redisIsEmpty = ({ redis }: Snapshot) => redis.keys.length === 0 && redis.more === 0;

/** Whether anything in either store is not as it was in the snapshot before, or cannot be known. */
export function hasChanged({ postgres, redis }: Snapshot): boolean {
  if (postgres.refusal) return true;
  const all = [...postgres.watched, ...(postgres.newest ? [postgres.newest] : []), ...redis.keys];
  return all.some(({ change }) => change !== 'same');
}

function painted({ change, lines }: Row, screen: Screen): string[] {
  const { plain, good, bad, changed } = paintOf(screen);
  const style = { same: plain, added: good, changed, removed: bad }[change];
  return lines.map((line, index) => style(`${index === 0 ? marks[change] : ' '} ${line}`.trimEnd()));
}

function postgresRows({ postgres }: Snapshot, screen: Screen): string[] {
  if (postgres.refusal) return [paintOf(screen).faint('  (not readable)')];
  const glyphs = glyphsOf(screen);
  const { width } = inset(screen, 2);
  const rows = postgres.watched.map(({ label, value, change }: WatchedValue): Row => {
    const text = value === null ? 'null' : grouped(printable(value));
    // Beside a value that is too long in any case, the label has half of the line.
    const name = cut(printable(label), Math.max(width - widthOf(text) - 1, Math.floor(width / 2)), glyphs);
    const room = width - widthOf(name);
    return { change, lines: [name + padLeft(cut(text, room - 1, glyphs), room)] };
  });
  const { newest } = postgres;
  if (newest) rows.push({ change: newest.change, lines: [cut(newestOrder(newest, width), width, glyphs)] });
  return rows.flatMap((row) => painted(row, screen));
}

/** The label, and what fits beside it of the id, the drink and the size. */
function newestOrder(
  { id, drink, size }: { id: number; drink: string; size: string },
  width: number,
): string {
  const label = 'newest';
  const room = width - label.length;
  const shown = [`#${id} ${drink} ${size}`, `#${id} ${drink}`].map(printable);
  return label + padLeft(shown.find((text) => widthOf(text) < room) ?? `#${id}`, room);
}

function redisRows({ redis }: Snapshot, screen: Screen): string[] {
  const { faint } = paintOf(screen);
  const glyphs = glyphsOf(screen);
  const { width } = inset(screen, 2);
  const texts = redis.keys.map(({ key, value, ttlMs, change }) => ({
    key: printable(key),
    value: grouped(printable(value)),
    left: change === 'removed' ? 'gone' : formatTtl(ttlMs),
    change,
  }));
  const column = (get: (text: (typeof texts)[number]) => string) =>
    Math.max(0, ...texts.map((text) => widthOf(get(text))));
  const valueWidth = column(({ value }) => value);
  const leftWidth = column(({ left }) => left);
  const spare = width - valueWidth - leftWidth - column(({ key }) => key);
  const oneLine = spare >= 2;
  // One column between key and value is enough where there is no more.
  const gap = Math.min(between, spare - 1);
  const rows = texts.map(({ key, value, left, change }): Row => {
    if (oneLine) {
      const shown = padRight(key, width - valueWidth - leftWidth - gap) + padLeft(value, valueWidth);
      return { change, lines: [shown + padLeft(left, leftWidth + gap)] };
    }
    const room = width - 2;
    const shown = cut(value, Math.max(0, room - widthOf(left) - between), glyphs);
    const below = shown + padLeft(cut(left, room, glyphs), room - widthOf(shown));
    return { change, lines: [cut(key, width, glyphs), `  ${below}`] };
  });
  const lines = rows.flatMap((row) => painted(row, screen));
  const more = `${glyphs.ellipsis} and ${grouped(String(redis.more))} more keys`;
  if (redis.more > 0) lines.push(faint(`  ${cut(more, width, glyphs)}`));
  return lines.length > 0 ? lines : [faint('  (empty)')];
}
