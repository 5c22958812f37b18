import { messageOf, TutorialError } from '../errors.js';
import type { Exercise } from '../exercise/exercise.js';
import type { Workspace } from '../exercise/workspace.js';
import { compareWithSolution, resetServer } from '../exercise/workspace-solution.js';
import { exerciseProgress, takeHint } from '../progress-exercise.js';
import { renderHint, renderSolution, renderWatchKeys, resetText } from '../view/grade-help.js';
import type { TerminalView } from '../view/grade-terminal.js';
import type { Key } from '../view/keys.js';
import type { Screen } from '../view/screen.js';
import { wrap } from '../view/text.js';

/** What the keys do while saves are waited for. */
export class WatchKeys {
  /** A key that has to be pressed once more. */
  private armed: 's' | 'r' | null = null;

  constructor(
    private readonly exercise: Exercise,
    private readonly workspace: Workspace,
    private readonly view: TerminalView,
  ) {}

  /** Waits for a key that begins another attempt or ends the watch; serves all others. Rejects with `Interrupted` on Ctrl-C. */
  async next(): Promise<'again' | 'quit'> {
    for (;;) {
      const { name, ctrl } = await this.view.nextKey();
      const armed = this.armed;
      this.armed = null;
      if (name === 'q' || (ctrl && name === 'd')) return 'quit';
      if (ctrl) continue;
      if (name === 'return' || name === 'enter') return 'again';
      try {
        await this.serve(name, armed);
      } catch (error) {
        // The file system may refuse; the learner can go on all the same.
        if (!(error instanceof TutorialError)) throw error;
        this.say(messageOf(error));
      }
    }
  }

  private async serve(key: Key['name'], armed: 's' | 'r' | null): Promise<void> {
    const { exercise, workspace, view } = this;
    if (key === '?') view.note(renderWatchKeys);
    if (key === 'h') {
      const number = await takeHint(exercise.id, exercise.hints.length);
      view.note((screen) => renderHint(exercise, number, screen));
    }
    if (key === 's') {
      if (armed === 's' || exerciseProgress(exercise.id).doneAt !== null) {
        const solution = compareWithSolution(exercise, workspace);
        view.note((screen) => renderSolution(solution, screen));
      } else this.arm('s', 'You have not passed yet. Press s again to see the solution all the same.');
    }
    if (key === 'r') {
      if (armed === 'r') this.say(resetText(resetServer(exercise, workspace, new Date())));
      else
        this.arm(
          'r',
          'Press r again to put the starter back; your server.ts is kept beside it under another name.',
        );
    }
  }

  private arm(key: 's' | 'r', text: string): void {
    this.armed = key;
    this.say(text);
  }

  private say(text: string): void {
    this.view.note((screen: Screen) => wrap(text, screen.width).join('\n'));
  }
}
