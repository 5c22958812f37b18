import type { CheckVerdict, Evidence, Failure, StartFailure } from '../exercise/exercise.js';
import { renderCode } from './code.js';
import { curlCommand } from './curl.js';
import { glyphsOf } from './glyphs.js';
import { renderMarkdown } from './markdown.js';
import { paintOf } from './paint.js';
import { inset, type Screen } from './screen.js';
import { renderSequence } from './sequence.js';
import { cut, indent, oneLine, withoutControl, wrap } from './text.js';

/** What lines that are there to be pasted lead to. */
export interface Place {
  /** The URLs of the stores, to be written into the lines; null while they are not known. */
  readonly urls: { readonly postgres: string; readonly redis: string } | null;
  /** Whether the stores and servers go on running, so that the lines work. */
  readonly stays: boolean;
}

/** A check that failed, with its failure. */
export type FailedCheck = CheckVerdict & { readonly failure: Failure };

/** Narrower than this, a label stands above its text. */
const labelsBeside = 56;
const labelWidth = 10;

/** A failure explained: what the mistake is, what was expected, what came, why it matters, what to try, and the proof. */
export function renderFailure(
  { title, failure, evidence }: FailedCheck,
  place: Place,
  screen: Screen,
): string {
  const { faint } = paintOf(screen);
  const { mistake, expected, got, why, tryThis, reproduce } = failure;
  const inner = inset(screen, 2);
  const parts = [
    headline(mistake ?? title, screen),
    ...(mistake === undefined ? [] : [indent(marked('', title, inner, faint), 2)]),
    '',
    ...(
      [
        ['expected', expected],
        ['got', got],
        ['why', why],
        ['try this', tryThis],
      ] as const
    ).map(([label, text]) => indent(labelled(label, text, inner), 2)),
  ];
  const lines = reproduce.length === 0 && evidence ? [curlCommand(evidence, inner.width)] : reproduce;
  if (lines.length > 0) parts.push('', indent(pasteable(lines, place, inner), 2));
  if (evidence) parts.push('', indent(exchangeOf(evidence, inner), 2));
  return parts.join('\n');
}

/** A failure in two lines: the mistake, and what came. */
export function renderFailureBriefly(
  { title, failure: { mistake, got } }: FailedCheck,
  screen: Screen,
): string {
  const { bad } = paintOf(screen);
  const glyphs = glyphsOf(screen);
  const head = `${glyphs.cross} ${oneLine(withoutControl(mistake ?? title))}`;
  // A block of output after the sentence would not fit.
  const sentence = withoutControl(got).split('\n\n')[0] ?? '';
  return [bad(cut(head, screen.width, glyphs)), cut(`  got ${oneLine(sentence)}`, screen.width, glyphs)].join(
    '\n',
  );
}

/** Why a server could not be judged, with the end of its output. */
export function renderStartFailure({ problem, tryThis, output }: StartFailure, screen: Screen): string {
  const inner = inset(screen, 2);
  const parts = [headline(problem, screen), '', indent(labelled('try this', tryThis, inner), 2)];
  const text = withoutControl(output).trim();
  if (text !== '')
    parts.push('', '  The end of its output:', '', indent(renderCode(text, 'text', inset(inner, 2)), 4));
  return parts.join('\n');
}

function headline(text: string, screen: Screen): string {
  const { bad } = paintOf(screen);
  return marked(`${glyphsOf(screen).cross} `, text, screen, (line) => bad.bold(line));
}

/** Markdown after a mark, each line in a style. */
function marked(mark: string, markdown: string, screen: Screen, style: (line: string) => string): string {
  const space = ' '.repeat(mark.length);
  return renderMarkdown(withoutControl(markdown), inset(screen, mark.length))
    .split('\n')
    .map((line, index) => style((index === 0 ? mark : space) + line))
    .join('\n');
}

function labelled(label: string, markdown: string, screen: Screen): string {
  const { strong } = paintOf(screen);
  if (screen.width < labelsBeside) {
    return `${strong(label)}\n${indent(renderMarkdown(withoutControl(markdown), inset(screen, 2)), 2)}`;
  }
  const lines = renderMarkdown(withoutControl(markdown), inset(screen, labelWidth)).split('\n');
  return lines
    .map((line, index) => (index === 0 ? strong(label.padEnd(labelWidth)) : ' '.repeat(labelWidth)) + line)
    .map((line) => line.trimEnd())
    .join('\n');
}

/** Lines for a shell. They are never broken, and lead to the stores of this run. */
function pasteable(lines: readonly string[], { urls, stays }: Place, screen: Screen): string {
  const { strong, code, faint } = paintOf(screen);
  const shown = lines.map((line) => {
    const text = withoutControl(line);
    if (urls === null) return text;
    return text
      .replaceAll('"$DATABASE_URL"', `'${urls.postgres}'`)
      .replaceAll('"$REDIS_URL"', `'${urls.redis}'`);
  });
  const ended = 'Your server has been stopped; with --watch it goes on running, and these lines work.';
  return [
    strong('reproduce'),
    ...shown.map((line) => indent(code(line), 2)),
    ...(stays ? [] : wrap(ended, screen.width).map((line) => faint(line))),
  ].join('\n');
}

function exchangeOf(evidence: Evidence, screen: Screen): string {
  const { pathname, search } = new URL(evidence.url);
  return renderSequence({ ...evidence, path: pathname + search, copies: 2 }, screen);
}
