import type { WaitingEvent } from '../lesson/events.js';
import type { LoadingEvent } from '../lesson/load-events.js';
import { formatDuration } from './duration.js';
import { glyphsOf } from './glyphs.js';
import { paintOf } from './paint.js';
import type { Screen } from './screen.js';
import { cut, grouped, printable, widthOf } from './text.js';

const widestBar = 30;
const narrowestBar = 5;
/** A bar that a longer text must leave. */
const usualBar = 10;

/**
 * One line for time that runs out: what is waited for, a bar of what is left, the time left and, where that is known,
 * what a request would be answered with at this moment. Where not all of it fits, what is waited for goes first.
 */
export function renderCountdown({ what, leftMs, totalMs, answer }: WaitingEvent, screen: Screen): string {
  const left = formatSeconds(leftMs);
  const label = `waiting for ${what}`;
  const share = leftMs / totalMs;
  if (answer === null) return barLine(label, share, [`${left} left`], screen);
  const value = grouped(printable(answer.value ?? 'null'));
  const says = { fresh: `${value}, fresh`, stale: `${value}, stale`, empty: `${value}, a miss` }[
    answer.agreement
  ];
  const [long, short] = [`${left} left   GET now: ${says}`, `${left}  GET: ${says}`];
  const fits = (name: string, figure: string) =>
    widthOf(name) + 2 + usualBar + 2 + widthOf(figure) <= screen.width;
  if (fits(label, long)) return barLine(label, share, [long], screen);
  if (fits(what, short)) return barLine(what, share, [short], screen);
  return barLine('', share, [long, short], screen);
}

/** One line for work that goes on: what is being made, a bar of what is done, and how much that is. */
export function renderProgress(
  { what, done, total }: { what: string; done: number; total: number },
  screen: Screen,
): string {
  const counts = `${grouped(String(done))} of ${grouped(String(total))}`;
  return barLine(`preparing ${what}`, done / total, [counts], screen);
}

/** One line for a server under load: which, a bar of the time that has passed, and how much that is. */
export function renderLoading({ variant, elapsedMs, totalMs }: LoadingEvent, screen: Screen): string {
  const time = `${(elapsedMs / 1000).toFixed(1)} of ${totalMs / 1000} s`;
  return barLine(`loading ${variant}`, elapsedMs / totalMs, [time], screen);
}

/** Tenths of a second at every length, so that the line does not change its width from tick to tick. */
const formatSeconds = (ms: number) => (ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : formatDuration(ms));

/** A bar between a label, which may be empty, and the first of the figures that leaves room for a bar. */
function barLine(label: string, share: number, figures: readonly string[], screen: Screen): string {
  const glyphs = glyphsOf(screen);
  const { code, faint } = paintOf(screen);
  const roomBeside = (figure: string) => screen.width - widthOf(figure) - 2;
  const figure = figures.find((text) => roomBeside(text) >= narrowestBar) ?? figures.at(-1) ?? '';
  const room = roomBeside(figure);
  const name = label === '' ? '' : `${cut(printable(label), Math.max(1, room - narrowestBar - 2), glyphs)}  `;
  const length = Math.min(widestBar, room - widthOf(name));
  if (length < narrowestBar) return cut(`${name}${figure}`, screen.width, glyphs);
  const part = Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 1;
  const full = Math.round(part * length);
  const bar = code(glyphs.full.repeat(full)) + faint(glyphs.rest.repeat(length - full));
  return `${name}${bar}  ${figure}`;
}
