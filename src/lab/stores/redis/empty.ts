import { environmentError } from '../../../errors.js';
import { connectRedis } from './connection.js';

/** Deletes every key of a Redis that is ours alone. Rejects with a TutorialError when it cannot. */
export async function emptyRedis(url: string): Promise<void> {
  const connection = await connectRedis(url);
  try {
    const reply = await connection.send(['FLUSHALL']);
    if (reply.kind === 'error') throw environmentError(`Redis cannot be emptied: ${reply.text}.`);
  } finally {
    connection.close();
  }
}
