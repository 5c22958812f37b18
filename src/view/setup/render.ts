import { glyphsOf } from '../glyphs.js';
import { paintOf } from '../paint.js';
import type { Screen } from '../screen.js';
import { cut, padRight, widthOf, wrap } from '../text.js';

/** Something that can be chosen, and a few words about it. */
export interface Choice {
  readonly label: string;
  readonly note: string;
}

/** A question, what can be chosen with the active one marked, and the keys. A note with no room is left out. */
export function renderChoices(
  question: string,
  choices: readonly Choice[],
  active: number,
  screen: Screen,
): string {
  const { strong, faint, code } = paintOf(screen);
  const glyphs = glyphsOf(screen);
  const labelWidth = Math.max(...choices.map(({ label }) => widthOf(label)));
  const room = screen.width - labelWidth - 4;
  const withNotes = choices.every(({ note }) => widthOf(note) <= room);
  const lines = choices.map(({ label, note }, index) => {
    const mark = padRight(index === active ? glyphs.pointer : '', 2);
    const name = cut(label, screen.width - 2, glyphs);
    const shown = index === active ? code(name) : name;
    if (!withNotes) return `${mark}${shown}`;
    return `${mark}${shown}${' '.repeat(labelWidth - widthOf(name) + 2)}${faint(note)}`.trimEnd();
  });
  const about = withNotes ? [] : wrap(choices[active]?.note ?? '', screen.width).map((line) => faint(line));
  const keys = faint(`${glyphs.upDown} and Enter   Esc back`);
  return [...wrap(question, screen.width).map((line) => strong(line)), ...lines, ...about, keys].join('\n');
}

/** A question, what stands before the line that is typed, and below it what is wrong with it, or the keys. */
export function renderTyping(
  question: string,
  problem: string,
  screen: Screen,
): { head: string; pointer: string; foot: string } {
  const { strong, faint, bad } = paintOf(screen);
  const head = wrap(question, screen.width).map((line) => strong(line));
  const foot =
    problem === '' ? [faint('Enter   Esc back')] : wrap(problem, screen.width).map((line) => bad(line));
  return { head: head.join('\n'), pointer: `${glyphsOf(screen).pointer} `, foot: foot.join('\n') };
}
