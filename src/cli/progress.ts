import type { Command } from 'commander';
import { listCommand } from '../commands/list.js';
import { addExamples } from './help.js';
import { putOff } from './put-off.js';
import { runBody } from './run-body.js';

/** Declares the commands that show and move what has been done. */
export function declareProgress(program: Command): void {
  const list = program.command('list').description('list the lessons, and what you have done');
  putOff(list, () => {
    list.option('--json', 'print JSON').action((options: { json?: true }) => {
      process.exitCode = listCommand(options);
    });
    addExamples(list, 'list', 'list --json');
  });

  const progress = program.command('progress').description('show what you have done, and where that is kept');
  putOff(progress, () => {
    progress.action(() =>
      runBody(import('../commands/progress.js'), ({ progressCommand }) => progressCommand()),
    );
    addExamples(progress, 'progress', 'progress export mine.json');
    declareMoving(progress);
  });
}

function declareMoving(progress: Command): void {
  const exporting = progress
    .command('export')
    .description('write what you have done to a file, or print it')
    .argument('[file]', 'a file that is not there yet')
    .action((file: string | undefined) =>
      runBody(import('../commands/progress.js'), ({ exportProgressCommand }) => exportProgressCommand(file)),
    );
  addExamples(exporting, 'progress export mine.json', 'progress export > mine.json');

  const importing = progress
    .command('import')
    .description('add what an exported file says you have done; nothing is lost')
    .argument('<file>', 'from `progress export`')
    .action((file: string) =>
      runBody(import('../commands/progress.js'), ({ importProgressCommand }) => importProgressCommand(file)),
    );
  addExamples(importing, 'progress import mine.json');
}
