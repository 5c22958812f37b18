import { formatDuration } from './duration.js';
import { glyphsOf } from './glyphs.js';
import { paintOf } from './paint.js';
import { optionLetter } from './quiz.js';
import type { Screen } from './screen.js';
import { cut, oneLine, padRight, widthOf } from './text.js';

const apart = '     ';

/** What Enter will do, and the other keys where there is room for them. */
export function renderPrompt(action: string, screen: Screen): string {
  const { strong, code } = paintOf(screen);
  const text = oneLine(action);
  const start = 'Enter  ';
  const hints = ['q quit   ? keys', '? keys'];
  const line = cut(text, screen.width - start.length, glyphsOf(screen));
  return withHint(strong(start) + code(line), widthOf(start + line), hints, screen);
}

/** The option that Enter would choose, or none yet, and how to choose. */
export function renderChoice(options: readonly string[], at: number | null, screen: Screen): string {
  const { strong } = paintOf(screen);
  const glyphs = glyphsOf(screen);
  const letters = options.map((_, index) => optionLetter(index)).join(' ');
  const option = at === null ? 'Your answer?' : `${optionLetter(at)}) ${oneLine(options[at] ?? '')}`;
  const line = cut(`${glyphs.pointer} ${option}`, screen.width, glyphs);
  const hints = [`${letters}  or ${glyphs.upDown} and Enter   q quit   ? keys`, letters];
  return withHint(strong(line), widthOf(line), hints, screen);
}

/** That a step is going on, what it is, and for how long. */
export function renderSpinner(what: string, elapsedMs: number, screen: Screen): string {
  const glyphs = glyphsOf(screen);
  const { code, faint } = paintOf(screen);
  const frame = glyphs.spinner[Math.floor(elapsedMs / 100) % glyphs.spinner.length] ?? '';
  const elapsed = formatDuration(elapsedMs);
  const text = cut(oneLine(what), Math.max(1, screen.width - widthOf(frame + elapsed) - 3), glyphs);
  return `${code(frame)} ${text}  ${faint(elapsed)}`;
}

/** The first of the hints that fits behind a line of this width. */
function withHint(line: string, width: number, hints: readonly string[], screen: Screen): string {
  const hint = hints.find((text) => width + apart.length + widthOf(text) <= screen.width);
  return hint === undefined ? line : line + apart + paintOf(screen).faint(hint);
}

const keys: readonly (readonly [string, string])[] = [
  ['Enter, Space', 'go on'],
  ['a b c, 1 2 3', 'answer a question'],
  ['Up, Down', 'choose an answer, for Enter'],
  ['q, Ctrl-D', 'quit'],
  ['Ctrl-C', 'stop, also in the middle of a step'],
  ['Ctrl-Z', 'suspend; `fg` comes back'],
];

/** Every key and what it does. */
export function renderKeys(screen: Screen): string {
  const width = Math.max(...keys.map(([name]) => name.length)) + 2;
  return keys
    .map(([name, meaning]) => cut(padRight(name, width) + meaning, screen.width, glyphsOf(screen)))
    .join('\n');
}
