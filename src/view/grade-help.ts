import type { Exercise } from '../exercise/exercise.js';
import type { Solution } from '../exercise/workspace-solution.js';
import { renderCode } from './code.js';
import { glyphsOf } from './glyphs.js';
import { renderMarkdown } from './markdown.js';
import { paintOf } from './paint.js';
import type { Screen } from './screen.js';
import { cut, padRight, widthOf, wrap } from './text.js';

/** A hint, and which of how many it is; `number` counts from 1, and is null when all have been given. */
export function renderHint(
  { number: exercise, hints }: Exercise,
  number: number | null,
  screen: Screen,
): string {
  const { strong } = paintOf(screen);
  if (number === null) {
    return renderMarkdown(
      `All ${hints.length} hints have been given. \`cache-tutorial hint ${exercise} --again\` starts over, ` +
        `\`cache-tutorial solution ${exercise} --anyway\` shows the solution.`,
      screen,
    );
  }
  const head = wrap(`Hint ${number} of ${hints.length}`, screen.width).map((line) => strong(line));
  return [...head, '', renderMarkdown(hints[number - 1] ?? '', screen)].join('\n');
}

/** The solution, as what to change where the learner has a file. */
export function renderSolution(solution: Solution, screen: Screen): string {
  if (solution.kind === 'same') return wrap('Your server.ts is the solution.', screen.width).join('\n');
  return renderCode(solution.text, solution.kind === 'patch' ? 'diff' : 'ts', screen);
}

/** What was done by a reset; `kept` is the name of the file that keeps what was there. */
export function resetText(kept: string | null): string {
  return kept === null
    ? 'server.ts is the starter.'
    : `server.ts is the starter again; what you had is kept in ${kept} beside it.`;
}

const keys: readonly (readonly [key: string, meaning: string, short: string])[] = [
  ['Enter', 'run the checks again', 'again'],
  ['h', 'the next hint', 'hint'],
  ['s', 'the solution, as what to change in your file', 'solution'],
  ['r', 'put the starter back; your file is kept', 'reset'],
  ['q', 'quit (so does Ctrl-C)', 'quit'],
  ['?', 'these keys', 'keys'],
];

/** The line below the page while saves are waited for: as many of the keys as fit. */
export function renderWatching(screen: Screen): string {
  const { faint } = paintOf(screen);
  const parts = ['watching for saves', ...keys.map(([key, , short]) => `${key} ${short}`)];
  while (parts.length > 2 && widthOf(parts.join('   ')) > screen.width) parts.splice(parts.length - 2, 1);
  return faint(cut(parts.join('   '), screen.width, glyphsOf(screen)));
}

/** Every key of a watch and what it does. */
export function renderWatchKeys(screen: Screen): string {
  const width = Math.max(...keys.map(([key]) => key.length)) + 2;
  return keys
    .map(([key, meaning]) => cut(padRight(key, width) + meaning, screen.width, glyphsOf(screen)))
    .join('\n');
}
