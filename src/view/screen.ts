import chalk from 'chalk';
import { showsHyperlinks } from './hyperlinks.js';

/** What a rendering function must know of the place its text goes to. */
export interface Screen {
  /** Columns; no rendered line is wider, except that a URL to be pasted is never broken. */
  readonly width: number;
  /** Whether escape sequences for colour and weight may be used. */
  readonly colour: boolean;
  /** Whether box drawing, arrows and ticks may be used; else ASCII stands in for them. */
  readonly unicode: boolean;
  /** Whether links may be put behind text, which only a screen with colour does; else addresses stand beside it. */
  readonly links?: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

const narrowest = 20;
const usualWidth = 80;

/**
 * The screen behind a stream: its width (else `COLUMNS`, else 80), and what its terminal and locale can show.
 * `colourLevel` is chalk's, which has read `FORCE_COLOR`, `TERM` and the command line; `NO_COLOR` it leaves to us.
 */
export function screenOf(
  stream: { readonly columns?: number },
  env: Environment = process.env,
  colourLevel: number = chalk.level,
): Screen {
  const width = stream.columns || Number(env.COLUMNS) || usualWidth;
  const refused = env.NO_COLOR !== undefined && env.NO_COLOR !== '' && env.FORCE_COLOR === undefined;
  return {
    width: Math.max(narrowest, Math.floor(width)),
    colour: colourLevel > 0 && !refused,
    unicode: showsUnicode(env),
    links: showsHyperlinks(env),
  };
}

/** A locale that is not set at all is common in containers, whose terminals show UTF-8 all the same. */
function showsUnicode(env: Environment): boolean {
  if (env.TERM === 'dumb') return false;
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
  return !locale || /utf-?8/i.test(locale);
}

/** The same screen with `columns` fewer, for text that is going to be indented. */
export function inset(screen: Screen, columns: number): Screen {
  return { ...screen, width: Math.max(1, screen.width - columns) };
}
