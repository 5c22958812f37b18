import { type Paint, paintOf } from './paint.js';
import type { Screen } from './screen.js';
import { widthOf } from './text.js';

type Style = keyof Paint;

interface Cell {
  /** What stands in this column; empty in the second column of a wide character. */
  text: string;
  style: Style;
}

const graphemes = new Intl.Segmenter();

/** One line on which texts are put at columns, a later one over an earlier one. */
export class CanvasLine {
  private readonly cells: Cell[];

  constructor(private readonly screen: Screen) {
    this.cells = Array.from({ length: screen.width }, () => ({ text: ' ', style: 'plain' }));
  }

  /** Puts a text without escape sequences at a column; what lies beyond either edge is left out. */
  put(column: number, text: string, style: Style = 'plain'): this {
    let at = column;
    for (const { segment } of graphemes.segment(text)) {
      const width = widthOf(segment);
      if (at >= 0 && at + width <= this.cells.length) {
        for (let part = 0; part < width; part++) this.cells[at + part] = { text: part ? '' : segment, style };
      }
      at += width;
    }
    return this;
  }

  /** The line with its colours, without trailing spaces. */
  toString(): string {
    const paint = paintOf(this.screen);
    const last = this.cells.findLastIndex(({ text }) => text !== ' ');
    let line = '';
    for (let start = 0; start <= last; ) {
      const style = this.cells[start]?.style ?? 'plain';
      let end = start;
      let run = '';
      while (end <= last && this.cells[end]?.style === style) run += this.cells[end++]?.text ?? '';
      line += paint[style](run);
      start = end;
    }
    return line;
  }
}
