import { keyTexts } from './commands.js';
import { formatDuration } from './duration.js';
import { glyphsOf } from './glyphs.js';
import { paintOf } from './paint.js';
import { optionLetter } from './quiz.js';
import type { Screen } from './screen.js';
import { cut, oneLine, padRight, widthOf } from './text.js';

const apart = '     ';

/** What Enter will do, and other keys where there is room for them. */
export function renderPrompt(action: string, screen: Screen): string {
  const { strong, code } = paintOf(screen);
  const start = 'Enter  ';
  const line = cut(oneLine(action), screen.width - start.length, glyphsOf(screen));
  const hints = ['b back   > try   q quit   ? keys', '> try   ? keys', '? keys'];
  return withHint(strong(start) + code(line), widthOf(start + line), hints, screen);
}

/** What there is to choose: an answer to a question, by its letter, or a scene, by its number. */
export type ChoiceKind = 'answer' | 'scene';

/** The option that Enter would choose, or none yet, and how to choose. */
export function renderChoice(
  kind: ChoiceKind,
  options: readonly string[],
  at: number | null,
  screen: Screen,
): string {
  const { strong } = paintOf(screen);
  const glyphs = glyphsOf(screen);
  const question = kind === 'answer' ? 'Your answer?' : 'Which scene?';
  const label = (index: number) => (kind === 'answer' ? `${optionLetter(index)}) ` : `${index + 1}  `);
  const option = at === null ? question : label(at) + oneLine(options[at] ?? '');
  const line = cut(`${glyphs.pointer} ${option}`, screen.width, glyphs);
  const arrows = `or ${glyphs.upDown} and Enter`;
  const letters = options.map((_, index) => optionLetter(index)).join(' ');
  const numbers = `1 to ${options.length}`;
  const hints =
    kind === 'answer'
      ? [`${letters}  ${arrows}   e hint   ? keys`, `${letters}   e hint`, letters]
      : [`${numbers}  ${arrows}   Esc stay here`, `${numbers}   Esc stay`, numbers];
  return withHint(strong(line), widthOf(line), hints, screen);
}

/** A question, and the keys that answer it. */
export function renderConfirm(question: string, screen: Screen): string {
  const keys = '  y or Enter, n';
  const line = cut(`${question}?`, screen.width - keys.length, glyphsOf(screen));
  return paintOf(screen).strong(line) + paintOf(screen).faint(keys);
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

/** That a step is going on, and what it is, where nothing may move. */
export function renderStanding(what: string, screen: Screen): string {
  const glyphs = glyphsOf(screen);
  return cut(oneLine(what), screen.width - widthOf(glyphs.ellipsis), glyphs) + glyphs.ellipsis;
}

/** The first of the hints that fits behind a line of this width. */
function withHint(line: string, width: number, hints: readonly string[], screen: Screen): string {
  const hint = hints.find((text) => width + apart.length + widthOf(text) <= screen.width);
  return hint === undefined ? line : line + apart + paintOf(screen).faint(hint);
}

/** Every key and what it does. */
export function renderKeys(screen: Screen): string {
  const width = Math.max(...keyTexts.map(([name]) => name.length)) + 2;
  return keyTexts
    .map(([name, meaning]) => cut(padRight(name, width) + meaning, screen.width, glyphsOf(screen)))
    .join('\n');
}
