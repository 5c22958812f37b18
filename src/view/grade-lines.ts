import path from 'node:path';
import type { CheckVerdict } from '../exercise/exercise.js';
import { formatDuration } from './duration.js';
import { glyphsOf } from './glyphs.js';
import type { AttemptEvent } from './grade-event.js';
import { renderMarkdown } from './markdown.js';
import { paintOf } from './paint.js';
import { inset, type Screen } from './screen.js';
import { cut, hang, oneLine, widthOf, withoutControl, wrap } from './text.js';

type Of<T extends AttemptEvent['type']> = Extract<AttemptEvent, { type: T }>;

/** Where the learner's files are, seen from `here`, and what starts the server. */
export function renderWorkspace(event: Of<'workspace'>, here: string, screen: Screen): string {
  const { directory, made, exercise, server } = event;
  const { code, faint } = paintOf(screen);
  const shown = (name: string) => path.relative(here, path.join(directory, name)) || '.';
  const lines = [renderMarkdown(`## Exercise ${exercise.number}: ${exercise.title}`, screen), ''];
  for (const name of made) lines.push(...hang(shown(name), screen.width, 'made  ').map((line) => code(line)));
  if (made.length === 0)
    lines.push(...wrap(`Your files in ${shown('')} are as you left them.`, screen.width));
  const started =
    server === 'server.ts' ? shown(server) : `started by \`${oneLine(server)}\` in ${shown('')}`;
  lines.push(...wrap(`Your server is ${started}.`, screen.width));
  lines.push(...wrap(`The task is in ${shown('README.md')}.`, screen.width).map((line) => faint(line)));
  return lines.join('\n');
}

/** One line above each attempt, to find it again in what has scrolled away. */
export function renderAttemptHead(
  { seed, server }: Of<'attempt'>,
  exercise: number,
  now: Date,
  screen: Screen,
): string {
  const { heading, faint } = paintOf(screen);
  const glyphs = glyphsOf(screen);
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  const rule = glyphs.line.repeat(2);
  const start = `${rule} ${time} ${rule} `;
  const name = cut(`Exercise ${exercise}`, screen.width - widthOf(start), glyphs);
  const rest = cut(`  seed ${seed}  ${oneLine(server)}`, screen.width - widthOf(start + name), glyphs);
  return faint(start) + heading(name) + faint(rest);
}

/** The outcome of one check, with its warnings. `reason`: whether to say why it was skipped. */
export function renderCheck(verdict: CheckVerdict, reason: boolean, screen: Screen): string {
  const { good, bad, faint, changed } = paintOf(screen);
  const { tick, cross, arrow } = glyphsOf(screen);
  const marks = { passed: tick, failed: cross, skipped: arrow };
  const style = { passed: good, failed: bad, skipped: faint }[verdict.outcome];
  const mark = `${marks[verdict.outcome]} `;
  const lines = hang(oneLine(verdict.title), screen.width, mark).map((line) => style(line));
  const space = ' '.repeat(widthOf(mark));
  if (reason && verdict.skipped !== null) {
    lines.push(
      ...hang(`skipped: ${oneLine(verdict.skipped)}`, screen.width, space).map((line) => faint(line)),
    );
  }
  for (const { text, why } of verdict.warnings) {
    const inner = inset(screen, space.length + 2);
    const warning = [text, why].map((part) => renderMarkdown(withoutControl(part), inner)).join('\n');
    const marked = warning
      .split('\n')
      .map((line, index) => `${space}${index === 0 ? '!' : ' '} ${line}`.trimEnd());
    lines.push(...marked.map((line) => changed(line)));
  }
  return lines.join('\n');
}

/** How an attempt ended. `started`: whether the server could be judged at all. */
export function renderSummary(
  { ok, passed, failed, skipped, durationMs }: Of<'graded'>,
  started: boolean,
  screen: Screen,
): string {
  const { good, bad } = paintOf(screen);
  const { tick, cross } = glyphsOf(screen);
  const total = passed + failed + skipped;
  const counts = [`${passed} of ${total} checks passed`];
  if (failed > 0) counts.push(`${failed} failed`);
  if (skipped > 0) counts.push(`${skipped} skipped`);
  const text = ok ? `all ${total} checks passed` : started ? counts.join(', ') : 'nothing could be checked';
  const style = ok ? good : bad;
  return hang(`${text}, in ${formatDuration(durationMs)}`, screen.width, `${ok ? tick : cross} `)
    .map((line) => style(line))
    .join('\n');
}

/** Why an attempt has no verdict. */
export function renderStopped({ saved }: Of<'stopped'>, screen: Screen): string {
  const text = saved.length === 0 ? 'stopped' : `stopped, since ${oneLine(saved.join(', '))} was saved`;
  return paintOf(screen).faint(cut(text, screen.width, glyphsOf(screen)));
}

export function renderTrouble({ problem }: Of<'trouble'>, screen: Screen): string {
  const goOn = 'Then save a file, or press Enter, to try again.';
  return `\n${wrap(`${problem} ${goOn}`, screen.width).join('\n')}\n`;
}
