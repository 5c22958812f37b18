import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import type { Glyphs } from './glyphs.js';

/** A space at which `wrap` does not break; it is printed as a plain space. */
export const glue = '\u00a0';

const graphemes = new Intl.Segmenter();

/** How many columns a text takes; escape sequences take none. */
export const widthOf = (text: string): number => stringWidth(text);

/** The text with control characters written out, so that a value can neither break a line nor drive the terminal. */
export function printable(text: string): string {
  const names: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
  return text.replace(
    /\p{Cc}/gu,
    (character) => names[character] ?? `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}

/** A text of several lines as a program has printed it, or about it: escape sequences go, other control characters are written out. */
export const withoutControl = (text: string): string =>
  stripVTControlCharacters(text)
    .replaceAll('\r\n', '\n')
    .replace(/[^\P{Cc}\n\t]/gu, printable);

/** The text on one line: runs of white space become one space, other control characters are written out. */
export const oneLine = (text: string): string => printable(text.replace(/\s+/g, ' ').trim());

/** Cuts a text without escape sequences to `width` columns; what was cut shows as an ellipsis. */
export function cut(text: string, width: number, { ellipsis }: Glyphs): string {
  if (widthOf(text) <= width) return text;
  const room = width - widthOf(ellipsis);
  let kept = '';
  let used = 0;
  for (const { segment } of graphemes.segment(text)) {
    used += widthOf(segment);
    if (used > room) break;
    kept += segment;
  }
  return room < 0 ? '.'.repeat(Math.max(0, width)) : kept.trimEnd() + ellipsis;
}

const gap = (text: string, width: number) => ' '.repeat(Math.max(0, width - widthOf(text)));

/** The text followed by spaces up to `width` columns. */
export const padRight = (text: string, width: number): string => text + gap(text, width);

/** The text preceded by spaces up to `width` columns. */
export const padLeft = (text: string, width: number): string => gap(text, width) + text;

/**
 * Breaks a text at spaces into lines of at most `width` columns; a longer word is broken too, unless it holds a
 * URL, which is there to be pasted. Keeps line ends.
 */
export function wrap(text: string, width: number): string[] {
  const columns = Math.max(1, width);
  return wrapAnsi(text, columns)
    .split('\n')
    .flatMap((line) =>
      widthOf(line) <= columns || /\w:\/\//.test(stripVTControlCharacters(line))
        ? line
        : wrapAnsi(line, columns, { hard: true }).split('\n'),
    )
    .map((line) => line.replaceAll(glue, ' ').trimEnd());
}

/** Wraps a text after `first`; the lines that follow are indented by `rest`, which takes as many columns. */
export function hang(text: string, width: number, first: string, rest = gap('', widthOf(first))): string[] {
  const lines = wrap(text, width - widthOf(first));
  return lines.map((line, index) => ((index === 0 ? first : rest) + line).trimEnd());
}

/** Puts `columns` spaces before every line that is not empty. */
export function indent(text: string, columns: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(columns));
}

/** A whole number with its digits in groups of three, `124 873`; any other text as it is. */
export function grouped(text: string): string {
  return /^-?\d+$/.test(text) ? text.replace(/\B(?=(\d{3})+$)/g, ' ') : text;
}
