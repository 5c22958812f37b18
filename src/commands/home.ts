import { exitCodes } from '../errors.js';
import { readProgress } from '../progress.js';
import type { HomeItem } from '../view/home.js';
import { canPrompt } from './can-prompt.js';
import { homeItems, whereToGoOn } from './home-items.js';
import { withSession } from './session.js';

/**
 * Lets the learner choose a lesson or an exercise, beginning where they go on, and runs it. Returns its exit code. On a
 * terminal that cannot show a list to choose from, it is printed.
 */
export async function homeCommand(): Promise<number> {
  const progress = readProgress((message) => process.stderr.write(`cache-tutorial: ${message}\n`));
  const items = homeItems(progress);
  const start = whereToGoOn(items, progress);
  if (!canPrompt()) {
    const { lessonTable, listWidth } = await import('./list.js');
    process.stdout.write(`${lessonTable(progress, listWidth())}\nGo on with: ${commandOf(items[start])}\n`);
    return exitCodes.ok;
  }
  let chosen: HomeItem | null = null;
  const code = await withSession(async ({ signal, defer }) => {
    const [{ chooseAtHome }, { AlternateScreen }] = await Promise.all([
      import('../view/home-prompt.js'),
      import('../view/alternate-screen.js'),
    ]);
    const screen = new AlternateScreen(process.stdin, process.stdout);
    defer(async () => screen.close());
    try {
      chosen = await chooseAtHome({ items, start, screen }, { signal, clearPromptOnDone: true });
      return exitCodes.ok;
    } catch (error) {
      // Ctrl-C at the list: nothing has been started yet.
      if (error instanceof Error && error.name === 'ExitPromptError') return exitCodes.interrupted;
      throw error;
    }
  });
  return chosen === null ? code : run(chosen);
}

async function run({ kind, id }: HomeItem): Promise<number> {
  if (kind === 'lesson') return (await import('./lesson.js')).lessonCommand(id, { animation: true });
  return (await import('./exercise.js')).exerciseCommand(id, { watch: true });
}

function commandOf(item: HomeItem | undefined): string {
  if (item === undefined) return 'cache-tutorial list';
  return `cache-tutorial ${item.kind} ${item.number}${item.kind === 'exercise' ? ' --watch' : ''}`;
}
