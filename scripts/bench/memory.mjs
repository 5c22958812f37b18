import { readdirSync, readFileSync } from 'node:fs';

const sampleMs = 50;

/**
 * Samples the memory of a process and its descendants from /proc (Linux only) until `stop` is called, which
 * returns the peaks in MB (10^6 bytes): of all of them together, and of the main process alone. What counts is
 * the proportional set size, in which a page that several processes share, as they do Node's own program, counts
 * once in all.
 */
export function watchMemory(pid) {
  let peak = 0;
  let mainPeak = 0;
  const sample = () => {
    const sizes = familyOf(pid).map(proportionalSize);
    peak = Math.max(
      peak,
      sizes.reduce((sum, bytes) => sum + bytes, 0),
    );
    mainPeak = Math.max(mainPeak, sizes[0] ?? 0);
  };
  const timer = setInterval(sample, sampleMs);
  return {
    stop() {
      clearInterval(timer);
      return { peakMegabytes: peak / 1e6, mainPeakMegabytes: mainPeak / 1e6 };
    },
  };
}

/** In bytes; 0 for a process that ended between the listing and the reading. */
export const proportionalSize = (pid) => numberIn(`/proc/${pid}/smaps_rollup`, 'Pss') * 1024;

/** The process itself, then its descendants. */
export function familyOf(pid) {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), numberIn(`/proc/${name}/status`, 'PPid')]),
  );
  const belongs = (one) => one === pid || (parents.has(one) && belongs(parents.get(one)));
  return [pid, ...[...parents.keys()].filter((one) => one !== pid && belongs(one))];
}

function numberIn(file, field) {
  try {
    return Number(new RegExp(`^${field}:\\s*(\\d+)`, 'm').exec(readFileSync(file, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
