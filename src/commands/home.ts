import { exitCodes } from '../errors.js';
import { listLessons } from '../lesson/catalogue.js';
import { readProgress } from '../progress.js';
import { lessonCommand } from './lesson.js';

/** Lets the learner choose a lesson, beginning at the first that is not done, and runs it. Returns the exit code. */
export async function homeCommand(): Promise<number> {
  const { default: select } = await import('@inquirer/select');
  const progress = readProgress((message) => process.stderr.write(`cache-tutorial: ${message}\n`));
  const lessons = listLessons();
  const next = lessons.find(({ id }) => !progress.lessons[id]) ?? lessons[0];
  let chosen: string;
  try {
    chosen = await select({
      message: 'Which lesson?',
      pageSize: 20,
      default: next?.id ?? '',
      choices: lessons.map(({ number, id, title, minutes }) => ({
        name: `${number}  ${title}${progress.lessons[id] ? '  (done)' : ''}`,
        description: `About ${minutes} minutes.`,
        value: id,
      })),
    });
  } catch (error) {
    // Ctrl-C at the list: nothing has been started yet.
    if (error instanceof Error && error.name === 'ExitPromptError') return exitCodes.interrupted;
    throw error;
  }
  return lessonCommand(chosen, {});
}
