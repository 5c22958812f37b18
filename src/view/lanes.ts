import { CanvasLine } from './canvas.js';
import { glyphsOf } from './glyphs.js';
import type { Lane, Message, Sequence } from './messages.js';
import type { Screen } from './screen.js';
import { cut, widthOf } from './text.js';
import { clipCode } from './wrap-code.js';

/** Wider than this the eye loses the line on its way from one lane to the next. */
const widest = 116;

/** From this width on the usual request fits on its arrow too. */
const narrowestForAll = 92;

/** A reply shows at least this much of itself on its arrow. */
const shortestReply = 12;

/** A label above its arrow takes at most so many lines. */
const mostAbove = 2;

/**
 * A sequence diagram. The lanes stand at columns that depend on the width and their number alone, so that
 * diagrams below one another line up. A label stands on its arrow, or above it when the arrow is too short.
 */
export function renderLanes({ lanes, messages }: Sequence, screen: Screen): string {
  const width = Math.min(screen.width, widest);
  const at = laneColumns(lanes, width);
  const diagram = new Diagram(at, { ...screen, width });
  const header = new CanvasLine({ ...screen, width });
  lanes.forEach(({ name }, index) => {
    const column = Math.max(0, (at[index] ?? 0) - Math.floor(widthOf(name) / 2));
    header.put(Math.min(column, width - widthOf(name)), name, 'strong');
  });
  return [header, ...messages.flatMap((message) => diagram.draw(message))].join('\n');
}

/**
 * The columns of the lanes. Commands and statements need the most room; what you asked stands above its arrow
 * on a screen too narrow for both; copies of a server hardly speak to each other.
 */
function laneColumns(lanes: readonly Lane[], width: number): number[] {
  const weights = lanes.slice(1).map((lane, index) => {
    const before = lanes[index];
    if (before?.kind === 'you') return width < narrowestForAll ? 7 : 11;
    if (before?.kind === lane.kind) return lane.kind === 'server' ? 5 : 8;
    return width < narrowestForAll ? 10 : 11;
  });
  const first = 1;
  const last = width - 2;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let passed = 0;
  const rest = weights.map((weight) => {
    passed += weight;
    return first + Math.round(((last - first) * passed) / total);
  });
  return [first, ...rest];
}

class Diagram {
  private readonly glyphs;

  constructor(
    private readonly at: readonly number[],
    private readonly screen: Screen,
  ) {
    this.glyphs = glyphsOf(screen);
  }

  draw(message: Message): CanvasLine[] {
    if (message.kind === 'more') return [this.more(message)];
    return message.kind === 'call' ? this.call(message) : this.reply(message);
  }

  /** A line on which nothing is said but that the lanes go on. */
  private lanes(): CanvasLine {
    const line = new CanvasLine(this.screen);
    for (const column of this.at) line.put(column, this.glyphs.bar, 'faint');
    return line;
  }

  private column(lane: number): number {
    return this.at[lane] ?? 0;
  }

  private more({ from, label, time }: Message): CanvasLine {
    const text = ` ${this.glyphs.ellipsis} ${label}, ${time} `;
    const column = this.column(from) + 1;
    return this.lanes().put(column, cut(text, this.screen.width - column, this.glyphs), 'faint');
  }

  private call({ from, to, label }: Message): CanvasLine[] {
    const start = this.column(from);
    const end = this.column(to);
    const { line, headRight, leavesRight } = this.glyphs;
    const arrow = this.lanes();
    arrow.put(start, leavesRight + line.repeat(end - start - 2), 'faint');
    this.crossings(arrow, from, to);
    arrow.put(end - 1, headRight, 'faint');
    if (widthOf(label) + 4 <= end - start - 1) {
      arrow.put(start + 2, ` ${label} `, 'code');
      return [arrow];
    }
    return [...this.above(start, label, 'code'), arrow];
  }

  private reply({ from, to, label, time, failed }: Message): CanvasLine[] {
    const start = this.column(to);
    const end = this.column(from);
    const style = failed ? 'bad' : 'plain';
    const { replyLine, headLeft, leavesLeft } = this.glyphs;
    const arrow = this.lanes();
    arrow.put(start + 1, headLeft + replyLine.repeat(end - start - 2) + leavesLeft, 'faint');
    const timeAt = end - widthOf(time) - 3;
    arrow.put(timeAt, ` ${time} `, 'faint');
    const room = timeAt - start - 6;
    if (widthOf(label) > room && (failed || room < shortestReply)) {
      return [...this.above(start, label, style), arrow];
    }
    arrow.put(start + 3, ` ${cut(label, room, this.glyphs)} `, style);
    return [arrow];
  }

  private above(column: number, label: string, style: 'code' | 'bad' | 'plain'): CanvasLine[] {
    const parts = clipCode(label, this.screen.width - column - 3, mostAbove, this.glyphs);
    return parts.map((part) => this.lanes().put(column + 1, ` ${part} `, style));
  }

  /** An arrow that passes a lane on its way crosses it visibly, and does not end there. */
  private crossings(arrow: CanvasLine, from: number, to: number): void {
    for (let lane = from + 1; lane < to; lane++) arrow.put(this.column(lane), this.glyphs.cross4, 'faint');
  }
}
