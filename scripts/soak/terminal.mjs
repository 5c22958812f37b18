import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Terminal } from '../../test/terminal.ts';
import { cli } from '../cli.mjs';

/** Starts the tutorial in a terminal. */
export function openTutorial(home, args, { env = {}, columns = 100, rows = 40 } = {}) {
  return new Terminal(process.execPath, [cli, ...args], {
    columns,
    rows,
    cwd: home.directory,
    env: { ...home.env, ...env },
  });
}

// The shell notes the state of the terminal, and goes on when a key has ended what it runs. The tutorial has a process
// group of its own in front, as at a prompt. Where it was killed, the cursor stands anywhere, and a line feed is no more
// than that.
const script = `set -m
stty -a >terminal-before
sh -c 'echo $$ >pid; exec "$@"' sh "$@"
printf '\\r\\n\\033[Kcode %s\\r\\n' $?
stty -a >terminal-after`;

/** Starts the tutorial in a terminal by a shell that says with which code it ended, and how the terminal was given back. */
export function openFromShell(home, args) {
  const { directory: cwd, env } = home;
  const command = ['-c', script, 'bash', process.execPath, cli, ...args];
  const terminal = new Terminal('bash', command, { columns: 100, rows: 40, cwd, env });
  const read = (name) => readFileSync(path.join(cwd, name), 'utf8');
  return {
    terminal,
    /** The process of the tutorial. Throws as long as there is none. */
    pid: () => Number(read('pid')),
    /** After its end: its exit code as a shell has it, and what has not been given back. */
    async ended() {
      await terminal.exit();
      const code = Number(/^code (\d+)$/m.exec(terminal.text)?.[1]);
      const changed = read('terminal-before') !== read('terminal-after');
      return {
        code,
        kept: [changed && 'the state of the terminal', !terminal.cursorVisible && 'the cursor'],
      };
    },
  };
}
