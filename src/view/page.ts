import type { LessonEvent } from '../lesson/events.js';
import { renderEvent } from './event.js';
import { inset, type Screen } from './screen.js';
import { indent } from './text.js';

const margin = 2;

/** Stand-ins of the same width for the typographic characters that lessons are written with. */
const asciiFor: Readonly<Record<string, string>> = {
  '→': '>',
  '←': '<',
  '×': 'x',
  '·': '-',
  '–': '-',
  '—': '-',
  '…': '.',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '≥': '>',
  '≤': '<',
};

/** The text with a margin, in the characters that the screen can show. */
export function onPage(text: string, screen: Screen): string {
  const shown = screen.unicode ? text : text.replace(/[^\p{ASCII}]/gu, (glyph) => asciiFor[glyph] ?? glyph);
  return indent(shown, margin);
}

/** The screen inside the margin. */
export const insideMargin = (screen: Screen): Screen => inset(screen, margin);

/**
 * An event as the next lines of the page, ending with a line end, after an empty line where a new thought begins;
 * the empty string when the event shows nothing. `previous` is the last event that showed something.
 */
export function nextLines(event: LessonEvent, previous: LessonEvent | null, screen: Screen): string {
  const text = renderEvent(event, insideMargin(screen));
  if (text === '') return '';
  return `${previous !== null && !belongTogether(previous, event) ? '\n' : ''}${onPage(text, screen)}\n`;
}

function belongTogether(previous: LessonEvent, event: LessonEvent): boolean {
  switch (event.type) {
    case 'expectation':
      return previous.type === 'expectation';
    case 'servers':
      return previous.type === 'lab';
    case 'request':
      return event.repeat.number > 2 && previous.type === 'request';
    default:
      return false;
  }
}
