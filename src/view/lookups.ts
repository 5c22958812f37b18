import type { LessonEvent, QuizEvent, RequestEvent } from '../lesson/events.js';
import type { LessonRun } from '../lesson/run.js';
import { codeOfVariant, diffOfVariant } from '../lesson/variant-code.js';
import { renderFile } from './code.js';
import type { Command } from './commands.js';
import { renderMarkdown } from './markdown.js';
import { renderMarkedCode } from './marked-code.js';
import { renderKeys } from './prompt.js';
import type { Screen } from './screen.js';
import { wrap } from './text.js';
import { renderWholeTrace } from './whole-trace.js';

/** What a learner can look up without touching anything. */
export class Lookups {
  private request: RequestEvent | null = null;
  private quiz: QuizEvent | null = null;
  private hint: string | null = null;

  constructor(private readonly run: LessonRun) {}

  /** Remembers what can be asked for later. */
  note(event: LessonEvent): void {
    if (event.type === 'request') this.request = event;
    if (event.type === 'question') this.hint = event.hint;
    if (event.type === 'quiz') {
      this.quiz = event;
      this.hint = null;
    }
  }

  /** What a key asks to see; null for a command that is no lookup. */
  render(command: Command, screen: Screen): string | null {
    const say = (text: string) => wrap(text, Math.min(screen.width, 80)).join('\n');
    switch (command) {
      case 'keys':
        return renderKeys(screen);
      case 'trace':
        return this.request === null
          ? say('There has been no request yet.')
          : renderWholeTrace(this.request, screen);
      case 'code': {
        const { file, code, changedLines } = codeOfVariant(this.run.variant);
        return renderMarkedCode(file, code, changedLines, screen);
      }
      case 'diff': {
        const found = diffOfVariant(this.run.variant);
        if (found !== null) return renderFile(found.file, found.diff, 'diff', screen);
        return say(
          `server/${this.run.variant}.ts is the first of its kind: there is nothing to compare it with.`,
        );
      }
      case 'explain':
        if (this.hint !== null) return renderMarkdown(this.hint, screen);
        if (this.quiz === null) return say('There has been no question yet.');
        return renderMarkdown(this.quiz.explanation, screen);
      default:
        return null;
    }
  }
}
