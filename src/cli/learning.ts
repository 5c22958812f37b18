import type { Command } from 'commander';
import type { ExerciseOptions } from '../commands/exercise.js';
import type { LessonOptions } from '../commands/lesson.js';
import { addExamples } from './help.js';
import { sceneOption } from './numbers.js';
import { putOff } from './put-off.js';
import { runBody } from './run-body.js';
import { addStoreOptions } from './stores.js';

/** Declares the commands with which one works through lessons and exercises. */
export function declareLearning(program: Command): void {
  const lesson = program
    .command('lesson')
    .description('run a lesson, step by step')
    .argument('<lesson>', 'its number or its id');
  putOff(lesson, () => {
    lesson
      .option(
        '--from <scene>',
        'begin at this scene; at the first, not where you stopped, with 1',
        sceneOption,
      )
      .option('--no-animation', 'nothing moves on the screen')
      .option('--plain', 'run without asking: no prompts, no escapes, answers shown')
      .option('--json', 'run without asking, and print one JSON object a line')
      .action((wanted: string, options: LessonOptions) =>
        runBody(import('../commands/lesson.js'), ({ lessonCommand }) => lessonCommand(wanted, options)),
      );
    addStoreOptions(lesson);
    addExamples(lesson, 'lesson 3', 'lesson ttl --plain', 'lesson 3 --from 2');
  });

  const exercise = program
    .command('exercise')
    .description('make the files of an exercise, start your server, and check what it does')
    .argument('<exercise>', 'its number or its id: those of its lesson');
  putOff(exercise, () => {
    exercise
      .option('--watch', 'check again on every save')
      .option('--server <command>', 'start your server by this command, in any language; $PORT is its port')
      .option('--dir <directory>', 'make the files below this directory instead of the current one')
      .option('--seed <seed>', 'repeat a run: the same drinks, sizes and prices')
      .option('--plain', 'print lines without escapes, and ask for no keys')
      .option('--json', 'print one JSON object a line')
      .action((wanted: string, options: ExerciseOptions) =>
        runBody(import('../commands/exercise.js'), ({ exerciseCommand }) => exerciseCommand(wanted, options)),
      );
    addStoreOptions(exercise);
    addExamples(exercise, 'exercise 3 --watch', "exercise ttl --server 'uvicorn app:app --port $PORT'");
  });

  const hint = program
    .command('hint')
    .description('give the next hint for an exercise')
    .argument('<exercise>', 'its number or its id');
  putOff(hint, () => {
    hint
      .option('--again', 'start over with the first')
      .action((wanted: string, options: { again?: true }) =>
        runBody(import('../commands/hint.js'), ({ hintCommand }) => hintCommand(wanted, options)),
      );
    addExamples(hint, 'hint 3', 'hint 3 --again');
  });

  const solution = program
    .command('solution')
    .description('show the solution of an exercise that you have passed, as a diff against your file')
    .argument('<exercise>', 'its number or its id');
  putOff(solution, () => {
    solution
      .option('--anyway', 'show it before you have passed')
      .option('--dir <directory>', 'where you ran the exercise, if not here')
      .action((wanted: string, options: { anyway?: true; dir?: string }) =>
        runBody(import('../commands/solution.js'), ({ solutionCommand }) => solutionCommand(wanted, options)),
      );
    addExamples(solution, 'solution 3', 'solution 3 --anyway');
  });

  const reset = program
    .command('reset')
    .description('put the starter of an exercise back; your file is kept beside it')
    .argument('<exercise>', 'its number or its id');
  putOff(reset, () => {
    reset
      .option('--dir <directory>', 'where you ran the exercise, if not here')
      .action((wanted: string, options: { dir?: string }) =>
        runBody(import('../commands/reset.js'), ({ resetCommand }) => resetCommand(wanted, options)),
      );
    addExamples(reset, 'reset 3');
  });

  const report = program
    .command('report')
    .description('write a lesson as you ran it to an HTML file')
    .argument('[lesson]', 'its number or its id; the one that you ran last when none is given');
  putOff(report, () => {
    report
      .option('--output <file>', 'write it there instead of cache-tutorial-lesson-<n>.html')
      .action((wanted: string | undefined, options: { output?: string }) =>
        runBody(import('../commands/report.js'), ({ reportCommand }) => reportCommand(wanted, options)),
      );
    addExamples(report, 'report', 'report 3 --output ttl.html');
  });
}
