import { usageError } from './errors.js';
import { systemUser } from './system-user.js';

/** With `cache_tutorial_` before it, PostgreSQL would take 48; a name is also to be read. */
const longest = 32;

/** The learner's part of the schema's name, `cache_tutorial_<name>`, as given. Throws a usageError when it cannot be one. */
export function checkLearnerName(name: string): string {
  if (new RegExp(`^[a-z0-9_]{1,${longest}}$`).test(name)) return name;
  throw usageError(
    `A name has 1 to ${longest} characters, each of them a lower-case letter, a digit or an underscore, as in anna_2.`,
  );
}

/** A name for who has given none: the one that the system knows them by, as far as it can be used. */
export function usualLearnerName(systemName = systemUser() ?? ''): string {
  const name = systemName
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .slice(0, longest);
  return name || 'learner';
}
