import type { Command } from 'commander';
import type { ExerciseOptions } from '../commands/exercise.js';
import type { LessonOptions } from '../commands/lesson.js';
import { addExamples } from './help.js';
import { sceneOption } from './numbers.js';
import { addStoreOptions } from './stores.js';

/** Declares the commands with which one works through lessons and exercises. */
export function declareLearning(program: Command): void {
  const lesson = program
    .command('lesson')
    .description('run a lesson, step by step')
    .argument('<lesson>', 'its number or its id')
    .option('--from <scene>', 'begin at this scene; at the first, not where you stopped, with 1', sceneOption)
    .option('--no-animation', 'nothing moves on the screen')
    .option('--plain', 'run without asking: no prompts, no escapes, answers shown')
    .option('--json', 'run without asking, and print one JSON object a line')
    .action(async (wanted: string, options: LessonOptions) => {
      const { lessonCommand } = await import('../commands/lesson.js');
      process.exitCode = await lessonCommand(wanted, options);
    });
  addStoreOptions(lesson);
  addExamples(lesson, 'lesson 3', 'lesson ttl --plain', 'lesson 3 --from 2');

  const exercise = program
    .command('exercise')
    .description('make the files of an exercise, start your server, and check what it does')
    .argument('<exercise>', 'its number or its id: those of its lesson')
    .option('--watch', 'check again on every save')
    .option('--server <command>', 'start your server by this command, in any language; $PORT is its port')
    .option('--dir <directory>', 'make the files below this directory instead of the current one')
    .option('--seed <seed>', 'repeat a run: the same drinks, sizes and prices')
    .option('--plain', 'print lines without escapes, and ask for no keys')
    .option('--json', 'print one JSON object a line')
    .action(async (wanted: string, options: ExerciseOptions) => {
      const { exerciseCommand } = await import('../commands/exercise.js');
      process.exitCode = await exerciseCommand(wanted, options);
    });
  addStoreOptions(exercise);
  addExamples(exercise, 'exercise 3 --watch', "exercise ttl --server 'uvicorn app:app --port $PORT'");

  const hint = program
    .command('hint')
    .description('give the next hint for an exercise')
    .argument('<exercise>', 'its number or its id')
    .option('--again', 'start over with the first')
    .action(async (wanted: string, options: { again?: true }) => {
      const { hintCommand } = await import('../commands/hint.js');
      process.exitCode = await hintCommand(wanted, options);
    });
  addExamples(hint, 'hint 3', 'hint 3 --again');

  const solution = program
    .command('solution')
    .description('show the solution of an exercise that you have passed, as a diff against your file')
    .argument('<exercise>', 'its number or its id')
    .option('--anyway', 'show it before you have passed')
    .option('--dir <directory>', 'where you ran the exercise, if not here')
    .action(async (wanted: string, options: { anyway?: true; dir?: string }) => {
      const { solutionCommand } = await import('../commands/solution.js');
      process.exitCode = await solutionCommand(wanted, options);
    });
  addExamples(solution, 'solution 3', 'solution 3 --anyway');

  const reset = program
    .command('reset')
    .description('put the starter of an exercise back; your file is kept beside it')
    .argument('<exercise>', 'its number or its id')
    .option('--dir <directory>', 'where you ran the exercise, if not here')
    .action(async (wanted: string, options: { dir?: string }) => {
      const { resetCommand } = await import('../commands/reset.js');
      process.exitCode = await resetCommand(wanted, options);
    });
  addExamples(reset, 'reset 3');

  const report = program
    .command('report')
    .description('write a lesson as you ran it to an HTML file')
    .argument('[lesson]', 'its number or its id; the one that you ran last when none is given')
    .option('--output <file>', 'write it there instead of cache-tutorial-lesson-<n>.html')
    .action(async (wanted: string | undefined, options: { output?: string }) => {
      const { reportCommand } = await import('../commands/report.js');
      process.exitCode = reportCommand(wanted, options);
    });
  addExamples(report, 'report', 'report 3 --output ttl.html');
}
