import { glyphsOf } from './glyphs.js';
import { renderLanes } from './lanes.js';
import { type Message, type Sequence, sequenceOf, type Traced } from './messages.js';
import { type Paint, paintOf } from './paint.js';
import type { Screen } from './screen.js';
import { cut, widthOf } from './text.js';
import { clipCode } from './wrap-code.js';

/** Below this lanes would stand too close for their arrows to be read. */
const narrowestLanes = 68;
/** Below this the parties and the text of a message do not share a line. */
const narrowestOneLine = 52;

/** Of a statement or an error; what is further on is rarely what matters. */
const mostLines = 3;

/** What a request set off, in the order in which it happened: lanes and arrows, or a list on a narrow screen. */
export function renderSequence(event: Traced, screen: Screen): string {
  const sequence = sequenceOf(event);
  return screen.width >= narrowestLanes ? renderLanes(sequence, screen) : renderList(sequence, screen);
}

function renderList(sequence: Sequence, screen: Screen): string {
  const { lanes, messages } = sequence;
  const touched = new Set(messages.flatMap(({ from, to }) => [from, to]));
  const silent = lanes.filter((lane, index) => lane.kind === 'store' && !touched.has(index));
  return [
    ...messages.flatMap((message, index) => listed(message, messages[index - 1], sequence, screen)),
    ...silent.map(({ name }) => paintOf(screen).faint(`${name}  not asked`)),
  ].join('\n');
}

function listed(
  message: Message,
  before: Message | undefined,
  { lanes }: Sequence,
  screen: Screen,
): string[] {
  const glyphs = glyphsOf(screen);
  const paint = paintOf(screen);
  const name = (lane: number) => lanes[lane]?.name ?? '';
  if (message.kind === 'more') {
    return [paint.faint(cut(`  ${glyphs.ellipsis} ${message.label}, ${message.time}`, screen.width, glyphs))];
  }
  const style = message.kind === 'call' ? paint.code : message.failed ? paint.bad : paint.plain;
  const time = message.time === '' ? '' : `  ${message.time}`;
  const line = (start: string, startStyle: Paint['plain']): string[] => {
    const room = screen.width - widthOf(start + time);
    const most = message.kind === 'call' || message.failed ? mostLines : 1;
    const [first = '', ...others] = clipCode(message.label, room, most, glyphs).map((part) => style(part));
    const space = ' '.repeat(widthOf(start));
    return [startStyle(start) + first, ...others.map((part) => space + part)].map((part, index) =>
      index === others.length ? part + paint.faint(time) : part,
    );
  };
  if (message.kind === 'reply' && before?.kind === 'call' && before.to === message.from) {
    return line(`  ${glyphs.back} `, paint.plain);
  }
  const parties =
    message.kind === 'call'
      ? `${name(message.from)} ${glyphs.arrow} ${name(message.to)}`
      : `${name(message.to)} ${glyphs.back} ${name(message.from)}`;
  if (screen.width >= narrowestOneLine) return line(`${parties}  `, paint.strong);
  return [paint.strong(parties), ...line('  ', paint.plain)];
}
