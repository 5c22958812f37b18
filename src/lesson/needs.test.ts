import { expect, test } from 'vitest';
import type { Lab } from '../lab/lab.js';
import { checkNeeds, NeedsMore } from './needs.js';

const lesson = { number: 11, title: 'Copies with a local cache', needs: ['CLIENT TRACKING', 'OBJECT'] };

function lab(kind: Lab['redis']['kind'], lacking: readonly string[]): Pick<Lab, 'redis' | 'lacks'> {
  return {
    redis: { kind } as Lab['redis'],
    lacks: async (commands) => commands.filter((command) => lacking.includes(command)),
  };
}

test('a Redis that has all that is needed will do', async () => {
  await checkNeeds(lesson, lab('local', ['MEMORY']));
});

test('what is lacking is said, with what helps', async () => {
  const embedded = checkNeeds(lesson, lab('embedded', ['CLIENT TRACKING', 'OBJECT']));
  await expect(embedded).rejects.toThrow(NeedsMore);
  await expect(embedded).rejects.toThrow(
    'Lesson 11, Copies with a local cache, needs CLIENT TRACKING and OBJECT, which the embedded Redis does not have: ' +
      'install one with `apt install redis-server` (Debian, Ubuntu) or `brew install redis` (macOS), and leave --embedded out.',
  );
  await expect(checkNeeds(lesson, lab('url', ['OBJECT']))).rejects.toThrow(
    /needs OBJECT, which cannot be used in a Redis that is shared: .* leave its URL out\.$/,
  );
});
