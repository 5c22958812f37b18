import type { ExpectationEvent } from '../lesson/events.js';
import { glyphsOf } from './glyphs.js';
import { paintOf } from './paint.js';
import type { Screen } from './screen.js';
import { hang, printable } from './text.js';

/** What a step had to show: a ticked line, or what was expected, what came instead, and where the page says it. */
export function renderExpectation(event: ExpectationEvent, screen: Screen): string {
  const { good, bad, faint } = paintOf(screen);
  const { tick, cross } = glyphsOf(screen);
  const text = printable(event.text);
  if (event.ok) {
    // What stands in brackets at the end is the value of a name, and only an aside.
    const aside = / \(.*\)$/.exec(text)?.[0] ?? '';
    const sentence = text.slice(0, text.length - aside.length);
    return hang(sentence + faint(aside), screen.width, good(`${tick} `)).join('\n');
  }
  return [
    ...hang(text, screen.width, `${cross} `).map((line) => bad(line)),
    ...hang(printable(event.expected), screen.width, '  expected  '),
    ...hang(printable(event.got), screen.width, '  got       '),
    ...hang(`(${event.file}:${event.line})`, screen.width, '  ').map((line) => faint(line)),
  ].join('\n');
}
