import path from 'node:path';
import type { CheckVerdict, StartFailure } from '../exercise/exercise.js';
import { formatDuration } from './duration.js';
import { renderEvent } from './event.js';
import { glyphsOf } from './glyphs.js';
import type { AttemptEvent } from './grade-event.js';
import {
  type FailedCheck,
  renderFailure,
  renderFailureBriefly,
  renderStartFailure,
  type StoreUrls,
} from './grade-failure.js';
import { renderMarkdown } from './markdown.js';
import { insideMargin, onPage } from './page.js';
import { type Paint, paintOf } from './paint.js';
import type { Screen } from './screen.js';
import { cut, hang, oneLine, widthOf, wrap } from './text.js';

/** What a page of attempts must know besides the events. */
export interface GradePageOptions {
  readonly exercise: { readonly number: number; readonly title: string; readonly showed: string };
  /** What to do after a pass: `lesson 2, Cache` and its command; null after the last. */
  readonly next: { readonly what: string; readonly command: string } | null;
  /** The servers go on running after an attempt, so that a learner may ask them. */
  readonly watching: boolean;
  /** Where the learner is, absolute. */
  readonly here: string;
  readonly now: () => Date;
}

type Of<T extends AttemptEvent['type']> = Extract<AttemptEvent, { type: T }>;

/** Attempts at an exercise as a page that grows, for any screen. */
export class GradePage {
  private urls: StoreUrls | null = null;
  private failed: FailedCheck[] = [];
  private startFailure: StartFailure | null = null;
  private addresses = '';
  private reason: string | null = null;

  constructor(private readonly options: GradePageOptions) {}

  /** What an event adds, ending with a line end; the empty string when it adds nothing. */
  next(event: AttemptEvent, screen: Screen): string {
    const text = this.render(event, insideMargin(screen));
    return text === '' ? '' : `${onPage(text, screen)}\n`;
  }

  private render(event: AttemptEvent, screen: Screen): string {
    switch (event.type) {
      case 'workspace':
        return this.workspace(event, screen);
      case 'lab':
        this.urls = { postgres: event.postgres.url, redis: event.redis.url };
        return `\n${renderEvent(event, screen)}`;
      case 'attempt':
        this.failed = [];
        this.startFailure = null;
        this.reason = null;
        return `\n${this.heading(event, screen)}\n`;
      case 'start':
        this.startFailure = event.failure;
        return '';
      case 'servers':
        return this.servers(event, screen);
      case 'check':
        return this.check(event, screen);
      case 'graded':
        return this.graded(event, screen);
      case 'stopped':
        return paintOf(screen).faint(cut(stoppedText(event), screen.width, glyphsOf(screen)));
      case 'preparing':
      case 'checking':
        return '';
    }
  }

  private workspace({ directory, made, exercise, server }: Of<'workspace'>, screen: Screen): string {
    const { code, faint } = paintOf(screen);
    const shown = (name: string) => path.relative(this.options.here, path.join(directory, name)) || '.';
    const lines = [
      ...renderMarkdown(`## Exercise ${exercise.number}: ${exercise.title}`, screen).split('\n'),
      '',
      ...made.flatMap((name) => hang(shown(name), screen.width, 'made  ').map((line) => code(line))),
    ];
    if (made.length === 0)
      lines.push(...wrap(`Your files in ${shown('')} are as you left them.`, screen.width));
    const command =
      server === 'server.ts'
        ? `Your server is ${shown('server.ts')}.`
        : `It is started by \`${server}\` in ${shown('')}.`;
    lines.push(...wrap(command, screen.width));
    lines.push(...wrap(`The task is in ${shown('README.md')}.`, screen.width).map((line) => faint(line)));
    return lines.join('\n');
  }

  private heading({ seed, server }: Of<'attempt'>, screen: Screen): string {
    const { heading, faint } = paintOf(screen);
    const glyphs = glyphsOf(screen);
    const { exercise, now } = this.options;
    const time = [now().getHours(), now().getMinutes(), now().getSeconds()]
      .map((part) => String(part).padStart(2, '0'))
      .join(':');
    const start = `${glyphs.line.repeat(2)} ${time} ${glyphs.line.repeat(2)} `;
    const name = cut(`Exercise ${exercise.number}`, screen.width - widthOf(start), glyphs);
    const rest = cut(`  ${oneLine(server)}, seed ${seed}`, screen.width - widthOf(start + name), glyphs);
    return faint(start) + heading(name) + faint(rest);
  }

  /** Said once, and again when a port has changed: between attempts they stay the same. */
  private servers({ copies }: Of<'servers'>, screen: Screen): string {
    const addresses = copies.map(({ name, url }) => `copy ${name}  ${url}`).join('\n');
    if (!this.options.watching || addresses === this.addresses) return '';
    this.addresses = addresses;
    return `${paintOf(screen).faint(addresses)}\n`;
  }

  private check(verdict: CheckVerdict, screen: Screen): string {
    // When the server does not start, that no check could be judged is said once.
    if (this.startFailure) return '';
    if (isFailed(verdict)) this.failed.push(verdict);
    const { good, bad, faint, changed } = paintOf(screen);
    const { tick, cross, arrow } = glyphsOf(screen);
    const [mark, style] = (
      { passed: [tick, good], failed: [cross, bad], skipped: [arrow, faint] } satisfies Record<
        string,
        [string, Paint['plain']]
      >
    )[verdict.outcome];
    const lines = hang(oneLine(verdict.title), screen.width, `${mark} `).map((line) => style(line));
    const space = ' '.repeat(widthOf(mark) + 1);
    // Of several that are skipped for one reason, the first says it.
    if (verdict.skipped && verdict.skipped !== this.reason) {
      lines.push(...hang(`skipped: ${verdict.skipped}`, screen.width, space).map((line) => faint(line)));
    }
    this.reason = verdict.skipped;
    for (const { text, why } of verdict.warnings) {
      const warning = renderMarkdown(`${text}. ${why}`, {
        ...screen,
        width: screen.width - space.length - 2,
      });
      lines.push(
        ...warning.split('\n').map((line, index) => changed(`${space}${index === 0 ? '!' : ' '} ${line}`)),
      );
    }
    return lines.join('\n');
  }

  private graded(event: Of<'graded'>, screen: Screen): string {
    const [first, ...others] = this.failed;
    const parts: string[] = [];
    if (this.startFailure) parts.push(renderStartFailure(this.startFailure, screen));
    if (first) {
      parts.push(renderFailure(first, this.urls, screen));
      if (!this.options.watching && first.failure.reproduce.length > 0) parts.push(this.staysUp(screen));
    }
    if (others.length > 0) parts.push(others.map((other) => renderFailureBriefly(other, screen)).join('\n'));
    parts.push(summary(event, this.startFailure !== null, screen));
    if (event.ok) parts.push(renderMarkdown(this.options.exercise.showed, screen), this.whatNext(screen));
    return `\n${parts.join('\n\n')}`;
  }

  private staysUp(screen: Screen): string {
    const text = 'The server has been stopped; with --watch it goes on running, and these lines work.';
    return hang(text, screen.width, '  ')
      .map((line) => paintOf(screen).faint(line))
      .join('\n');
  }

  private whatNext(screen: Screen): string {
    const { next } = this.options;
    if (next === null) return wrap('That was the last exercise.', screen.width).join('\n');
    const { strong, code } = paintOf(screen);
    const words = `Next is ${next.what}:`;
    const beside = widthOf(`${words} ${next.command}`) <= screen.width;
    return `${strong(words)}${beside ? ' ' : '\n'}${code(next.command)}`;
  }
}

function isFailed(verdict: CheckVerdict): verdict is FailedCheck {
  return verdict.outcome === 'failed' && verdict.failure !== null;
}

function stoppedText({ saved }: Of<'stopped'>): string {
  return saved.length === 0 ? 'stopped: once more' : `stopped: ${oneLine(saved.join(', '))} was saved`;
}

function summary(
  { ok, passed, failed, skipped, durationMs }: Of<'graded'>,
  noStart: boolean,
  screen: Screen,
): string {
  const { good, bad } = paintOf(screen);
  const { tick, cross } = glyphsOf(screen);
  const total = passed + failed + skipped;
  const counts = [`${passed} of ${total} checks passed`];
  if (failed > 0) counts.push(`${failed} failed`);
  if (skipped > 0) counts.push(`${skipped} skipped`);
  const text = noStart ? 'nothing could be checked' : ok ? `all ${total} checks passed` : counts.join(', ');
  const style = ok ? good : bad;
  return hang(`${text}, in ${formatDuration(durationMs)}`, screen.width, `${ok ? tick : cross} `)
    .map((line) => style(line))
    .join('\n');
}
