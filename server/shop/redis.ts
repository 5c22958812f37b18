import { createClient } from 'redis';

/** Connects to the Redis at `REDIS_URL`. Throws when it cannot be reached. */
export async function connectRedis() {
  const redis = createClient({
    url: process.env.REDIS_URL ?? 'redis://127.0.0.1:6379',
    // While the connection is lost, a command fails at once. None waits for it, so none needs a time limit for that:
    // the client would set up a timer with every command.
    disableOfflineQueue: true,
    commandOptions: { timeout: 0 },
  });
  // A client must have this listener: without it, a lost connection would end the program.
  redis.on('error', (error) => console.error(`Redis: ${error.message}`));
  await redis.connect();
  return redis;
}
