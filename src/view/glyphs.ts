const unicode = {
  ellipsis: '…',
  tick: '✔',
  cross: '✘',
  circle: '○',
  pointer: '❯',
  arrow: '→',
  back: '←',
  bullet: '•',
  dot: '·',
  upDown: '↑↓',
  /** Horizontal and vertical lines, and a crossing. */
  line: '─',
  bar: '│',
  cross4: '┼',
  /** A box with round corners: top left, top right, bottom left, bottom right. */
  corners: ['╭', '╮', '╰', '╯'],
  /** A sequence diagram: where an arrow leaves its lane, its head, the line of a reply. */
  leavesRight: '├',
  leavesLeft: '┤',
  headRight: '▶',
  headLeft: '◀',
  replyLine: '╌',
  /** A progress bar. */
  full: '█',
  rest: '░',
  /** A bar of a chart, from the lowest to a whole character. */
  bars: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
  /** The lane of a cached value. */
  agreement: { fresh: '═', stale: '▒', empty: '·' },
  spinner: ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'],
} as const;

/** The characters that views draw with. */
export type Glyphs = {
  readonly [K in keyof typeof unicode]: Widened<(typeof unicode)[K]>;
};

type Widened<T> = T extends string
  ? string
  : T extends readonly string[]
    ? readonly string[]
    : { readonly [K in keyof T]: string };

const ascii: Glyphs = {
  ellipsis: '...',
  tick: 'ok',
  cross: 'XX',
  circle: 'o',
  pointer: '>',
  arrow: '->',
  back: '<-',
  bullet: '*',
  dot: '-',
  upDown: 'arrows',
  line: '-',
  bar: '|',
  cross4: '+',
  corners: ['+', '+', '+', '+'],
  leavesRight: '|',
  leavesLeft: '|',
  headRight: '>',
  headLeft: '<',
  replyLine: '.',
  full: '#',
  rest: '.',
  bars: ['.', ':', '#'],
  agreement: { fresh: '=', stale: 'x', empty: '.' },
  spinner: ['|', '/', '-', '\\'],
};

/** The set of characters that a screen can show. */
export function glyphsOf(screen: { readonly unicode: boolean }): Glyphs {
  return screen.unicode ? unicode : ascii;
}
