import { type Owner, type RunningLab, readOwner, whereIs } from './owner.js';
import { defaultCacheDir, sessionDirs } from './session-dir.js';

/** The labs that were opened for something and still run, the newest first. */
export function runningLabs(cacheDir: string = defaultCacheDir()): RunningLab[] {
  return sessionDirs(cacheDir)
    .flatMap(labIn)
    .sort((one, other) => other.since.localeCompare(one.since));
}

/** None where a directory is being made or removed this moment, or another version of the tutorial has written it. */
function labIn(directory: string): RunningLab[] {
  try {
    const owner = readOwner(directory);
    return whereIs(owner) === 'here' && isComplete(owner.lab) ? [{ pid: owner.pid, ...owner.lab }] : [];
  } catch {
    return [];
  }
}

function isComplete(lab: Owner['lab']): lab is NonNullable<Owner['lab']> {
  if (!lab || !Array.isArray(lab.servers)) return false;
  const { command, path, since, databaseUrl, redisUrl } = lab;
  return [command, path, since, databaseUrl, redisUrl].every((text) => typeof text === 'string');
}
