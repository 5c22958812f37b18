import { glyphsOf } from './glyphs.js';
import { paintOf } from './paint.js';
import type { Screen } from './screen.js';
import { cut, padLeft, padRight, widthOf, wrap } from './text.js';

/** Something that the learner can choose. */
export interface HomeItem {
  readonly kind: 'lesson' | 'exercise';
  /** Of the lesson, or of the lesson that the exercise belongs to. */
  readonly number: number;
  readonly id: string;
  readonly title: string;
  /** How long it takes. */
  readonly minutes: number;
  readonly done: boolean;
  /** What has been done of it, in a few words; may be empty. */
  readonly note: string;
}

/** What the list of everything shows. */
export interface HomeState {
  /** All there is, for the count of what is done. */
  readonly all: readonly HomeItem[];
  /** Those that fit what was typed. */
  readonly found: readonly HomeItem[];
  /** The index of the chosen one in `found`. */
  readonly active: number;
}

/** The lines above the place where the learner types: how much is done. */
export function renderHomeHead({ all }: HomeState, screen: Screen): string {
  const { heading, faint } = paintOf(screen);
  const { dot } = glyphsOf(screen);
  const name = 'cache-tutorial';
  const done = `${count(all, 'lesson')}, ${count(all, 'exercise')} done`;
  const line = `${name} ${dot} ${done}`;
  if (widthOf(line) <= screen.width) return `${heading(name)} ${faint(`${dot} ${done}`)}`;
  return [heading(name), ...wrap(done, screen.width).map((text) => faint(text))].join('\n');
}

/** The list, as much of it as `rows` have room for, what Enter will do, and the keys. */
export function renderHomeList(state: HomeState, screen: Screen, rows: number): string {
  const { faint, strong } = paintOf(screen);
  const { upDown, dot, ellipsis } = glyphsOf(screen);
  const { found, active } = state;
  const chosen = found[active];
  const foot = [
    '',
    ...(chosen ? wrap(whatEnterDoes(chosen), screen.width).map((text) => strong(text)) : []),
    ...wrap(`${upDown} choose ${dot} Enter start ${dot} type to search ${dot} q leave`, screen.width).map(
      (text) => faint(text),
    ),
  ];
  const room = Math.max(1, rows - foot.length);
  const first = Math.min(Math.max(0, active - Math.floor(room / 2)), Math.max(0, found.length - room));
  const shown = found.slice(first, first + room);
  const lines = shown.map((item) => row(item, item === chosen, columnsOf(found, screen), screen));
  if (first > 0) lines[0] = faint(`  ${ellipsis}`);
  if (first + room < found.length) lines[lines.length - 1] = faint(`  ${ellipsis}`);
  const none = found.length === 0 ? wrap('Nothing fits that. Esc shows everything again.', screen.width) : [];
  return [...none, ...lines, ...foot].join('\n');
}

/** The items that fit every word of a query: a number, or a part of a title, an id, or of `lesson` and `exercise`. */
export function search(items: readonly HomeItem[], query: string): HomeItem[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ kind, number, id, title }: HomeItem, word: string) =>
    /^\d+$/.test(word) ? number === Number(word) : `${kind} ${id} ${title}`.toLowerCase().includes(word);
  return items.filter((item) => words.every((word) => fits(item, word)));
}

interface Columns {
  readonly label: number;
  /** 0 where there is no room for minutes and notes beside the labels. */
  readonly minutes: number;
}

function columnsOf(items: readonly HomeItem[], screen: Screen): Columns {
  const mark = markWidth(screen);
  const label = Math.max(...items.map((item) => widthOf(labelOf(item))));
  const note = Math.max(...items.map((item) => item.note.length));
  const whole = mark + label + 2 + '99 min'.length + 2 + note;
  if (whole <= screen.width) return { label, minutes: '99 min'.length };
  return { label: Math.min(label, screen.width - mark), minutes: 0 };
}

const markWidth = (screen: Screen) => widthOf(glyphsOf(screen).tick) + 3;

function row(item: HomeItem, active: boolean, { label, minutes }: Columns, screen: Screen): string {
  const { strong, good, faint, code } = paintOf(screen);
  const glyphs = glyphsOf(screen);
  const pointer = active ? code(glyphs.pointer) : ' ';
  const mark = item.done ? good(glyphs.tick) : padRight('', widthOf(glyphs.tick));
  const text = cut(labelOf(item), label, glyphs);
  const start = `${pointer} ${mark} ${active ? strong(text) : text}`;
  if (minutes === 0) return start;
  const time = `${item.minutes} min`;
  const before = `${padRight(start, markWidth(screen) + label)}  ${faint(padLeft(time, minutes))}`;
  return item.note === '' ? before : `${before}  ${item.note}`;
}

const labelOf = ({ kind, number, title }: HomeItem) =>
  kind === 'lesson' ? `${padLeft(String(number), 2)}  ${title}` : `    exercise: ${title}`;

function whatEnterDoes({ kind, number, title, minutes, note, done }: HomeItem): string {
  const what = `${kind} ${number}, ${title}`;
  const verb =
    note === '' ? 'starts' : done && !note.startsWith('stopped') ? 'starts again:' : 'goes on with';
  const about = note === '' ? `about ${minutes} minutes` : `about ${minutes} minutes, ${note}`;
  return `Enter ${verb} ${what} (${about})`;
}

function count(items: readonly HomeItem[], kind: HomeItem['kind']): string {
  const of = items.filter((item) => item.kind === kind);
  return `${of.filter(({ done }) => done).length} of ${of.length} ${kind}s`;
}
