import { formatDuration } from './duration.js';
import { glyphsOf } from './glyphs.js';
import { paintOf } from './paint.js';
import type { Screen } from './screen.js';
import { cut, grouped, printable, widthOf } from './text.js';

const widestBar = 30;
const narrowestBar = 5;

/** One line for time that runs out: what is waited for, a bar of what is left, and the time left. */
export function renderCountdown(
  { what, leftMs, totalMs }: { what: string; leftMs: number; totalMs: number },
  screen: Screen,
): string {
  return barLine(`waiting for ${what}`, leftMs / totalMs, `${formatSeconds(leftMs)} left`, screen);
}

/** One line for work that goes on: what is being made, a bar of what is done, and how much that is. */
export function renderProgress(
  { what, done, total }: { what: string; done: number; total: number },
  screen: Screen,
): string {
  const counts = `${grouped(String(done))} of ${grouped(String(total))}`;
  return barLine(`preparing ${what}`, done / total, counts, screen);
}

/** Tenths of a second at every length, so that the line does not change its width from tick to tick. */
const formatSeconds = (ms: number) => (ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : formatDuration(ms));

function barLine(label: string, share: number, figure: string, screen: Screen): string {
  const glyphs = glyphsOf(screen);
  const { code, faint } = paintOf(screen);
  const room = screen.width - widthOf(figure) - 2;
  const shown = cut(printable(label), Math.max(1, room - narrowestBar - 2), glyphs);
  const length = Math.min(widestBar, room - widthOf(shown) - 2);
  if (length < narrowestBar) return cut(`${shown}  ${figure}`, screen.width, glyphs);
  const part = Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 1;
  const full = Math.round(part * length);
  const bar = code(glyphs.full.repeat(full)) + faint(glyphs.rest.repeat(length - full));
  return `${shown}  ${bar}  ${figure}`;
}
