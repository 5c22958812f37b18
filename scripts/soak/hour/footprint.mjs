import { readdirSync } from 'node:fs';
import { familyOf, proportionalSize } from '../../bench/memory.mjs';

/** What a program of a home takes just now, with all that it has started: memory, open handles, threads, files of its own. */
export function footprintOf(pid, { cacheDir, directory }) {
  const family = familyOf(pid);
  const sum = (measure) => family.reduce((total, one) => total + measure(one), 0);
  return {
    megabytes: sum(proportionalSize) / 1e6,
    processes: family.length,
    handles: sum((one) => entries(`/proc/${one}/fd`)),
    threads: sum((one) => entries(`/proc/${one}/task`)),
    files: entries(`${cacheDir}/sessions`) + entries(`${cacheDir}/postgres`) + entries(directory),
  };
}

function entries(directory) {
  try {
    return readdirSync(directory).length;
  } catch {
    return 0;
  }
}
