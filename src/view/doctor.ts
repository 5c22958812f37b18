import { glyphsOf } from './glyphs.js';
import { paintOf } from './paint.js';
import type { Screen } from './screen.js';
import { hang, padRight, widthOf } from './text.js';

/** What looking at one thing has come to. No secret stands in it: it can be shown to anybody. */
export interface Finding {
  /** What was looked at, for programs: it stays the same from version to version. */
  readonly id: string;
  /** The same for people. */
  readonly label: string;
  /** It holds, it keeps lessons from running, or it is good to know and no more. */
  readonly status: 'ok' | 'failed' | 'note';
  readonly found: string;
  /** One thing to do about it; null where there is nothing to do. */
  readonly fix: string | null;
}

const labelWidth = 'valkey-server'.length;
/** With less room than this behind the labels, in columns, what was found stands below. */
const narrowest = 40;

/** A finding as a line, and below it what to do. */
export function renderFinding({ label, status, found, fix }: Finding, screen: Screen): string {
  const { good, bad, faint, strong } = paintOf(screen);
  const { tick, cross, dot, arrow } = glyphsOf(screen);
  const paint = { ok: good, failed: bad, note: faint }[status];
  const sign = padRight({ ok: tick, failed: cross, note: dot }[status], widthOf(cross));
  const margin = widthOf(sign) + 1;
  const start = `${paint(sign)} ${strong(label)}`;
  const beside = screen.width - margin - labelWidth - 2 >= narrowest;
  const indent = ' '.repeat(beside ? margin + labelWidth + 2 : margin);
  const lines = beside
    ? hang(found, screen.width, padRight(start, indent.length), indent)
    : [start, ...hang(found, screen.width, indent)];
  return [...lines, ...(fix === null ? [] : hang(fix, screen.width, `${indent}${arrow} `))].join('\n');
}
