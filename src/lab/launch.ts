import type { Lab } from './lab.js';
import { type Child, type ChildOptions, startChild } from './process/child.js';
import type { Watchdog } from './process/watchdog.js';

/**
 * Starts a process that is told its port and where its stores are: behind listeners of the taps that carry
 * its label. With a `spare` it is that one which is told, and becomes the process.
 */
export async function launchBehindTaps(
  lab: Pick<Lab, 'taps' | 'postgres' | 'redis'> & { readonly watchdog: Watchdog },
  label: string,
  options: ChildOptions,
  port: number,
  spare?: Child,
): Promise<Child> {
  const { taps, postgres, redis, watchdog } = lab;
  const [postgresTap, redisTap] = await Promise.all([taps.postgres.listen(label), taps.redis.listen(label)]);
  const urls = { postgres: through(postgresTap, postgres.login), redis: through(redisTap, redis.login) };
  const program = withStores(options, urls, port);
  if (!spare) return startChild(watchdog, program);
  spare.send(program.env);
  return spare;
}

/** Starts a process that is told where its stores are, and a free port. What it asks of them is not recorded. */
export function launchUntapped(
  { postgres, redis, watchdog }: Pick<Lab, 'postgres' | 'redis'> & { readonly watchdog: Watchdog },
  options: ChildOptions,
): Promise<Child> {
  return startChild(watchdog, withStores(options, { postgres: postgres.login, redis: redis.login }, 0));
}

function withStores(
  options: ChildOptions,
  urls: { readonly postgres: string; readonly redis: string },
  port: number,
): ChildOptions & Required<Pick<ChildOptions, 'env'>> {
  const passwords = [urls.postgres, urls.redis].map((url) => new URL(url).password).filter(Boolean);
  return {
    ...options,
    secrets: passwords.flatMap((password) => [password, decodeURIComponent(password)]),
    env: {
      PORT: String(port),
      DATABASE_URL: urls.postgres,
      REDIS_URL: urls.redis,
      CACHE_TTL_SECONDS: '5',
      ...options.env,
    },
  };
}

/** The URL of a store, by way of a listener of its tap. */
function through(address: { host: string; port: number }, url: string): string {
  const parsed = new URL(url);
  parsed.hostname = address.host;
  parsed.port = String(address.port);
  return parsed.href;
}
