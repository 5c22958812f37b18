import { environmentError } from '../../../errors.js';
import type { RedisConnection } from '../redis/connection.js';
import { markKey } from '../redis/read-keys.js';
import { textOf } from '../redis/reply.js';
import { type Found, newMark, type Owner, readMark } from './owner.js';

/** Looks whose the logical database is that the connection has selected. Rejects with a TutorialError. */
export async function lookAtDatabase(redis: RedisConnection, owner: Owner): Promise<Found> {
  const [mark, size] = await Promise.all([redis.send(['GET', markKey]), redis.send(['DBSIZE'])]);
  if (mark.kind === 'bulk') return readMark(mark.bytes.toString(), owner);
  return textOf(size) === '0' ? { kind: 'nothing' } : { kind: 'not the tutorial' };
}

/**
 * Makes an empty logical database the learner's. Rejects with a TutorialError when somebody is quicker, with a mark or a key
 * of theirs.
 */
export async function takeDatabase(redis: RedisConnection, owner: Owner, database: number): Promise<void> {
  // At once, so that nobody's key can come in between.
  const [, , , done] = await Promise.all([
    redis.send(['MULTI']),
    redis.send(['DBSIZE']),
    redis.send(['SET', markKey, newMark(owner), 'NX']),
    redis.send(['EXEC']),
  ]);
  if (done.kind === 'error') throw environmentError(`Redis does not let the tutorial write: ${done.text}.`);
  const [size, set] = done.kind === 'array' ? done.items.map(textOf) : [];
  if (set === 'OK' && size !== '0') {
    await redis.send(['UNLINK', markKey]);
    throw environmentError(whoseDatabase({ kind: 'not the tutorial' }, database));
  }
  const found = await lookAtDatabase(redis, owner);
  if (found.kind !== 'ours') throw environmentError(whoseDatabase(found, database));
}

/**
 * Puts the mark back where it was lost while the learner works: by a restart, an eviction, or a program that deletes what it
 * does not know. Without it the next session would take the learner's own keys for somebody else's.
 */
export async function putMarkBack(redis: RedisConnection, owner: Owner): Promise<void> {
  await redis.send(['SET', markKey, newMark(owner), 'NX']);
}

/** Deletes all that is in the learner's logical database, but the mark. Rejects with a TutorialError when it is not theirs. */
export async function emptyDatabase(redis: RedisConnection, owner: Owner, database: number): Promise<number> {
  const found = await lookAtDatabase(redis, owner);
  if (found.kind === 'nothing') return 0;
  if (found.kind !== 'ours') throw environmentError(whoseDatabase(found, database));
  let deleted = 0;
  let cursor = '0';
  do {
    const page = await redis.send(['SCAN', cursor, 'COUNT', '500']);
    const [next, keys] = page.kind === 'array' ? page.items : [];
    if (!next || keys?.kind !== 'array')
      throw environmentError(`Redis does not list its keys: ${textOf(page)}.`);
    cursor = textOf(next);
    const names = keys.items.flatMap((key) => (key.kind === 'bulk' ? [key.bytes] : []));
    const ours = names.filter((name) => name.toString() !== markKey);
    if (ours.length > 0) deleted += Number(textOf(await redis.send(['UNLINK', ...ours])));
  } while (cursor !== '0');
  return deleted;
}

/** Deletes all that is in the learner's logical database, and the mark last. Tells whether it was theirs. */
export async function giveBackDatabase(
  redis: RedisConnection,
  owner: Owner,
  database: number,
): Promise<boolean> {
  if ((await lookAtDatabase(redis, owner)).kind === 'nothing') return false;
  await emptyDatabase(redis, owner, database);
  await redis.send(['UNLINK', markKey]);
  return true;
}

/** That a logical database is not ours, and what to do. */
export function whoseDatabase(found: Exclude<Found, { kind: 'ours' }>, database: number): string {
  const advice = `choose one that is empty, by its number at the end of the URL: redis://…/${database + 1}`;
  return found.kind === 'another learner'
    ? `Redis' logical database ${database} is in use by another learner, ${found.mark.name}: ${advice}.`
    : `Redis' logical database ${database} holds keys that are not the tutorial's: ${advice}.`;
}
