import { exitCodes, TutorialError } from '../errors.js';
import type { Lab } from '../lab/lab.js';
import type { Lesson } from './lesson.js';

/** A lesson needs what the Redis of the lab lacks. */
export class NeedsMore extends TutorialError {}

/** Rejects with a NeedsMore, which names what helps, when the lesson cannot be run in the lab. */
export async function checkNeeds(
  { number, title, needs }: Pick<Lesson, 'number' | 'title' | 'needs'>,
  lab: Pick<Lab, 'redis' | 'lacks'>,
): Promise<void> {
  const lacking = await lab.lacks(needs);
  if (lacking.length === 0) return;
  throw new NeedsMore(
    `Lesson ${number}, ${title}, needs ${lacking.join(' and ')}, which ${remedies[lab.redis.kind]}`,
    exitCodes.environment,
  );
}

const install = '`apt install redis-server` (Debian, Ubuntu) or `brew install redis` (macOS)';

const remedies = {
  embedded: `the embedded Redis does not have: install one with ${install}, and leave --embedded out.`,
  local: `this Redis does not have: install a newer one with ${install}.`,
  url: `cannot be used in a Redis that is shared: install one with ${install}, and leave its URL out.`,
} as const;
