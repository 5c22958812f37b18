import { createInterface } from 'node:readline';
import type { ReadStream, WriteStream } from 'node:tty';
import { suspend, takeBack } from './suspend.js';

interface PlayPrompt {
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
  /** What stands before the line. */
  readonly prompt: string;
  /** Lines typed before, newest first. */
  readonly history: string[];
  /** As readline wants it: candidates for the end of a line, and that end. */
  complete(line: string): Promise<[string[], string]>;
}

/**
 * Reads one line in the terminal, with history and completion: what was typed, null when the learner pressed Ctrl-D,
 * or `interrupted` for Ctrl-C. Nobody else may read from the terminal meanwhile; it is in its usual mode afterwards.
 */
export function readLine({
  stdin,
  stdout,
  prompt,
  history,
  complete,
}: PlayPrompt): Promise<string | null | 'interrupted'> {
  return new Promise((resolve) => {
    const line = createInterface({
      input: stdin,
      output: stdout,
      prompt,
      history,
      removeHistoryDuplicates: true,
      completer: (text: string, callback: (error: null, result: [string[], string]) => void) => {
        complete(text).then(
          (result) => callback(null, result),
          // Completion is a convenience: where the stores cannot be asked, there is none.
          () => callback(null, [[], text]),
        );
      },
    });
    let result: string | null | 'interrupted' = null;
    const end = (what: typeof result) => {
      result = what;
      line.close();
    };
    line.on('history', (lines) => history.splice(0, history.length, ...lines));
    line.on('line', end);
    line.on('SIGINT', () => end('interrupted'));
    // Readline's own way stops this process alone, not the job, and reads nothing any more when it goes on.
    const goOn = () => {
      takeBack(stdin);
      line.prompt(true);
    };
    line.on('SIGTSTP', () => suspend(stdin, goOn));
    process.on('SIGCONT', goOn);
    // What is said when the program ends here has a line of its own.
    const endLine = () => stdout.write('\n');
    process.on('exit', endLine);
    line.on('close', () => {
      process.off('SIGCONT', goOn);
      process.off('exit', endLine);
      // Only a line that was typed has ended its line on the screen.
      if (result === null || result === 'interrupted') endLine();
      resolve(result);
    });
    line.prompt();
  });
}
