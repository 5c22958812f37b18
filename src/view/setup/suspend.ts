import { useEffect, useState } from '@inquirer/core';

/**
 * Lets a question be left by Ctrl-Z and taken up by `fg`. Readline alone stops only this process, and does not take the
 * terminal back from a shell that has set it anew. `lines` is how many the question takes: they are drawn again below
 * what the shell has printed.
 */
export function useSuspend(lines: number): void {
  const [, setDrawn] = useState(0);
  useEffect(
    (line) => {
      const { stdin, stdout } = process;
      const goOn = () => {
        // Node believes it knows the mode of the terminal, so it is set anew both ways.
        stdin.setRawMode(false);
        stdin.setRawMode(true);
        stdin.resume();
        stdout.write('\n'.repeat(lines));
        setDrawn(Date.now());
      };
      const suspend = () => {
        if (process.platform === 'win32') return;
        stdin.setRawMode(false);
        process.kill(0, 'SIGTSTP');
        // Where no shell could ever continue the job, the signal does nothing, and the terminal is ours still.
        stdin.setRawMode(true);
      };
      line.on('SIGTSTP', suspend);
      process.on('SIGCONT', goOn);
      return () => {
        line.removeListener('SIGTSTP', suspend);
        process.off('SIGCONT', goOn);
      };
    },
    [lines],
  );
}
