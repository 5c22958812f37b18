import { describe, expect } from 'vitest';
import { nothingLeft } from './home.js';
import { play } from './play.js';
import { run, test, tutorial } from './program.js';

// A URL and the arguments of curl are there to be pasted: a line end in them would break them.
const pasted = /https?:\/\/|redis:\/\/|postgresql:\/\/|^ +-[Hd] '/;

describe.concurrent.each([40, 80, 120])('at %i columns', (columns) => {
  for (const { lesson, id, questions } of [
    { lesson: '1', id: 'no-cache', questions: 3 },
    { lesson: '3', id: 'ttl', questions: 4 },
  ]) {
    test(`lesson ${lesson} can be played to its end by Enter and answers`, async ({ home }) => {
      const terminal = tutorial(home, ['lesson', lesson], { columns, rows: 30 });
      expect(await play(terminal)).toBe(questions);
      expect(await terminal.exit()).toEqual({ code: 0, signal: 0 });
      expect(terminal.cursorVisible).toBe(true);

      const tooWide = terminal.lines.filter(({ text, wrapped }) => wrapped && !pasted.test(text));
      expect(tooWide).toEqual([]);
      // Prompts and spinners leave no trace on the page.
      expect(terminal.text).not.toMatch(/^ *(Enter {2}|❯|⠋)/m);
      expect(terminal.text).not.toContain('✘ the');

      await nothingLeft(home);
      const list = await run(home, ['list', '--json']);
      const { lessons } = JSON.parse(list.stdout) as { lessons: { id: string; doneAt: string | null }[] };
      expect(lessons.filter(({ doneAt }) => doneAt !== null).map((entry) => entry.id)).toEqual([id]);
      expect((await run(home, ['list'])).stdout).toMatch(new RegExp(`${id} .* done \\d{4}-\\d\\d-\\d\\d`));
    });
  }
});
