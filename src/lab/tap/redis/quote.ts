import type { Clip } from '../bytes.js';
import { cutNote, isCut, utf8 } from '../clip.js';

const named: Record<string, string> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\x07': '\\a',
};

/** The value as text: as it is when it is UTF-8, else with `\x…` for the bytes that are not ASCII. */
export function plain(clip: Clip): string {
  return (utf8(clip) ?? withBytes(clip.bytes.toString('latin1'))) + cutNote(clip);
}

/** In double quotes, as redis-cli prints a string and reads one; UTF-8 stays readable. */
export function doubleQuoted(clip: Clip): string {
  const bare = bareText(clip);
  if (bare !== undefined) return `"${bare}"`;
  const text = utf8(clip);
  const content = escaped(text ?? clip.bytes.toString('latin1'));
  return `"${text === undefined ? withBytes(content) : content}"${cutNote(clip)}`;
}

/** As redis-cli takes an argument: bare where that will do, in single quotes where double ones are inside. */
export function argument(clip: Clip): string {
  const text = utf8(clip);
  if (text === undefined || hasControls(text)) return doubleQuoted(clip);
  if (/^[^\s"']+$/.test(text)) return text + cutNote(clip);
  // Between single quotes a backslash stands for itself, except before a single quote.
  const single = text.includes('"') && !text.includes("'") && !text.endsWith('\\');
  return single ? `'${text}'${cutNote(clip)}` : doubleQuoted(clip);
}

/** An argument both as `argument` and as `plain` have it: nearly always the same, which is then decoded only once. */
export function written(clip: Clip): { asArgument: string; asValue: string } {
  const bare = bareText(clip);
  if (bare !== undefined) return { asArgument: bare, asValue: bare };
  return { asArgument: argument(clip), asValue: plain(clip) };
}

/** A value that is the same however it is written, as most are: ASCII without blanks, quotes, backslashes and controls. */
function bareText(clip: Clip): string | undefined {
  if (isCut(clip)) return undefined;
  const text = clip.bytes.toString('latin1');
  return /^[!#-&(-[\]-~]+$/.test(text) ? text : undefined;
}

function hasControls(text: string): boolean {
  return text.match(/\p{Cc}/gu)?.some(isControl) ?? false;
}

/** In ASCII; Unicode has more. */
function isControl(character: string): boolean {
  return character < ' ' || character === '\x7f';
}

function escaped(text: string): string {
  // JSON has many quotes: replacing strings took half the time that a pattern did.
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replace(
      /\p{Cc}/gu,
      (character) => named[character] ?? (isControl(character) ? hex(character) : character),
    );
}

function withBytes(latin1: string): string {
  return latin1.replace(/[\x80-\xff]/g, hex);
}

function hex(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
