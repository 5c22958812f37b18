import { environmentError } from '../../../errors.js';
import type { RedisConnection } from './connection.js';
import { textOf } from './reply.js';

/** The logical databases that have keys, and how many. Rejects with a TutorialError, also when Redis does not tell. */
export async function keyspace(redis: RedisConnection): Promise<Map<number, number>> {
  const reply = await redis.send(['INFO', 'keyspace']);
  const text = textOf(reply);
  if (reply.kind === 'error') {
    throw environmentError(
      `Redis does not tell which logical databases are in use (${text}): name one, as in redis://host:6379/5.`,
    );
  }
  return new Map(
    [...text.matchAll(/^db(\d+):keys=(\d+)/gm)].map(([, database, keys]) => [Number(database), Number(keys)]),
  );
}
