/**
 * The environment for our child processes: ours, without what would make a server of the lab talk to
 * somebody else's store, or Node itself behave otherwise than by default, and without the secrets that are only for us.
 */
export function childEnvironment(added: Readonly<Record<string, string>> = {}): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && !leftOut.test(name)) kept[name] = value;
  }
  return { ...kept, ...added };
}

const leftOut = /^(PG|NODE_|DATABASE_URL$|REDIS|PORT$|CACHE_TTL_SECONDS$|CACHE_TUTORIAL_(POSTGRES|REDIS)_)/i;
