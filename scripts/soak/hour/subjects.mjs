import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { answer, play, untilPrompt } from '../../../test/play.ts';
import { startTutorial } from '../running.mjs';
import { openTutorial } from '../terminal.mjs';
import { until } from '../until.mjs';

const labsFile = fileURLToPath(new URL('./labs.mjs', import.meta.url));

/**
 * What goes on for long in one process. Each is started in a home, has a `pid`, and carries out a `turn`, which rejects when
 * something is not right; `end` ends it.
 */
export const subjects = {
  async 'labs opened and closed, each for a lesson'(home) {
    const child = spawn(process.execPath, ['--expose-gc', labsFile], {
      env: home.env,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    return {
      pid: child.pid,
      async turn() {
        child.stdin.write('\n');
        const { value } = await lines.next();
        if (value !== 'turn ok') throw new Error(`what did not hold: ${value}`);
      },
      async end() {
        child.stdin.end();
        await once(child, 'close');
      },
    };
  },

  // What a jump passes over is carried out, and what it would wait for is not waited for.
  async 'a lesson in a terminal, back and forth'(home) {
    const terminal = openTutorial(home, ['lesson', '3']);
    await play(terminal, '2 of ');
    let turns = 0;
    return {
      pid: terminal.pid,
      async turn() {
        await answer(terminal, 'j');
        await terminal.until(() => /Which scene\?/.test(terminal.lastLine));
        await answer(terminal, ['5', '2'][turns++ % 2]);
        await untilPrompt(terminal);
      },
      async end() {
        terminal.press('ctrl-c');
        await terminal.exit();
      },
    };
  },

  async 'a server that is asked again and again'(home) {
    const { pid, output, ended } = startTutorial(home, ['serve', 'ttl', '--json']);
    const url = () => /"type":"serving","url":"([^"]+)"/.exec(output.stdout)?.[1];
    if (!(await until(url, 60_000))) throw new Error(`it serves nothing: ${output.stderr}`);
    return {
      pid,
      async turn() {
        const answered = output.stdout.split('"type":"request"').length;
        for (let request = 0; request < 50; request++) {
          const { status } = await fetch(`${url()}/orders/count?drink=latte`);
          if (status !== 200) throw new Error(`it answered with ${status}`);
        }
        const shown = () => output.stdout.split('"type":"request"').length >= answered + 50;
        if (!(await until(shown, 20_000))) throw new Error('a request is not shown');
        output.stdout = `{"type":"serving","url":"${url()}"}\n`;
      },
      async end() {
        process.kill(pid, 'SIGTERM');
        await ended;
      },
    };
  },
};
