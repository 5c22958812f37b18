import type { CheckVerdict, StartFailure } from '../exercise/exercise.js';
import { renderEvent } from './event.js';
import type { AttemptEvent } from './grade-event.js';
import {
  type FailedCheck,
  type Place,
  renderFailure,
  renderFailureBriefly,
  renderStartFailure,
} from './grade-failure.js';
import {
  renderAttemptHead,
  renderCheck,
  renderStopped,
  renderSummary,
  renderTrouble,
  renderWorkspace,
} from './grade-lines.js';
import { renderMarkdown } from './markdown.js';
import { insideMargin, onPage } from './page.js';
import { paintOf } from './paint.js';
import type { Screen } from './screen.js';
import { widthOf, wrap } from './text.js';

/** What a page of attempts must know besides the events. */
export interface GradePageOptions {
  readonly exercise: { readonly number: number; readonly showed: string };
  /** What to do after a pass, in words and as a command; null after the last exercise. */
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
  private urls: Place['urls'] = null;
  private addresses = '';
  private startFailure: StartFailure | null = null;
  private failed: FailedCheck[] = [];
  /** Why the check before was skipped: of several with one reason, the first says it. */
  private reason: string | null = null;

  constructor(private readonly options: GradePageOptions) {}

  /**
   * What an event adds, ending with a line end, after an empty line where a new thought begins; the empty string
   * when it adds nothing.
   */
  next(event: AttemptEvent, screen: Screen): string {
    const text = this.render(event, insideMargin(screen));
    return text === '' ? '' : `${onPage(text, screen)}\n`;
  }

  private render(event: AttemptEvent, screen: Screen): string {
    const { exercise, here, now } = this.options;
    switch (event.type) {
      case 'workspace':
        return renderWorkspace(event, here, screen);
      case 'lab':
        this.urls = { postgres: event.postgres.url, redis: event.redis.url };
        return `\n${renderEvent(event, screen)}`;
      case 'attempt':
        this.failed = [];
        this.reason = null;
        return `\n${renderAttemptHead(event, exercise.number, now(), screen)}\n`;
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
        return renderStopped(event, screen);
      case 'trouble':
        return renderTrouble(event, screen);
      case 'preparing':
      case 'checking':
        return '';
    }
  }

  /** Said once, and again when a port has changed. */
  private servers({ copies }: Of<'servers'>, screen: Screen): string {
    const addresses = copies.map(({ name, url }) => `copy ${name}  ${url}`).join('\n');
    if (!this.options.watching || addresses === this.addresses) return '';
    this.addresses = addresses;
    return `${paintOf(screen).faint(addresses)}\n`;
  }

  private check(verdict: CheckVerdict, screen: Screen): string {
    // When the server does not start, that nothing could be judged is said once, at the end.
    if (this.startFailure) return '';
    if (isFailed(verdict)) this.failed.push(verdict);
    const text = renderCheck(verdict, verdict.skipped !== this.reason, screen);
    this.reason = verdict.skipped;
    return text;
  }

  private graded(event: Of<'graded'>, screen: Screen): string {
    const { exercise, watching } = this.options;
    const [first, ...others] = this.failed;
    const parts: string[] = [];
    if (this.startFailure) parts.push(renderStartFailure(this.startFailure, screen));
    if (first) parts.push(renderFailure(first, { urls: this.urls, stays: watching }, screen));
    if (others.length > 0) parts.push(others.map((other) => renderFailureBriefly(other, screen)).join('\n'));
    parts.push(renderSummary(event, this.startFailure === null, screen));
    if (event.ok) parts.push(renderMarkdown(exercise.showed, screen), this.whatNext(screen));
    // Where there are no lines for the checks, the empty line below the heading is enough.
    return this.startFailure ? parts.join('\n\n') : `\n${parts.join('\n\n')}`;
  }

  private whatNext(screen: Screen): string {
    const { next } = this.options;
    if (next === null) return wrap('That was the last exercise.', screen.width).join('\n');
    const { strong, code } = paintOf(screen);
    const words = `Next is ${next.what}:`;
    const beside = widthOf(`${words} ${next.command}`) <= screen.width;
    const lines = beside ? [words] : wrap(words, screen.width);
    return lines.map((line) => strong(line)).join('\n') + (beside ? ' ' : '\n') + code(next.command);
  }
}

function isFailed(verdict: CheckVerdict): verdict is FailedCheck {
  return verdict.outcome === 'failed' && verdict.failure !== null;
}
