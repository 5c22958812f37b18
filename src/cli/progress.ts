import type { Command } from 'commander';
import { addExamples } from './help.js';

/** Declares the commands that show and move what has been done. */
export function declareProgress(program: Command): void {
  const list = program
    .command('list')
    .description('list the lessons, and what you have done')
    .option('--json', 'print JSON')
    .action(async (options: { json?: true }) => {
      const { listCommand } = await import('../commands/list.js');
      process.exitCode = listCommand(options);
    });
  addExamples(list, 'list', 'list --json');

  const progress = program
    .command('progress')
    .description('show what you have done, and where that is kept')
    .action(async () => {
      const { progressCommand } = await import('../commands/progress.js');
      process.exitCode = progressCommand();
    });
  addExamples(progress, 'progress', 'progress export mine.json');

  const exporting = progress
    .command('export')
    .description('write what you have done to a file, or print it')
    .argument('[file]', 'a file that is not there yet')
    .action(async (file: string | undefined) => {
      const { exportProgressCommand } = await import('../commands/progress.js');
      process.exitCode = exportProgressCommand(file);
    });
  addExamples(exporting, 'progress export mine.json', 'progress export > mine.json');

  const importing = progress
    .command('import')
    .description('add what an exported file says you have done; nothing is lost')
    .argument('<file>', 'from `progress export`')
    .action(async (file: string) => {
      const { importProgressCommand } = await import('../commands/progress.js');
      process.exitCode = await importProgressCommand(file);
    });
  addExamples(importing, 'progress import mine.json');
}
