import { readdirSync, readFileSync } from 'node:fs';

const sampleMs = 20;

/**
 * Samples the memory of a process and its descendants from /proc (Linux only) until `stop` is called, which
 * returns the peaks in MB (10^6 bytes): of the sum of their resident sets, and of the main process alone.
 */
export function watchMemory(pid) {
  let peak = 0;
  let mainPeak = 0;
  const sample = () => {
    const processes = readProcesses();
    const family = familyOf(pid, processes);
    peak = Math.max(
      peak,
      family.reduce((sum, { bytes }) => sum + bytes, 0),
    );
    mainPeak = Math.max(mainPeak, processes.get(pid)?.bytes ?? 0);
  };
  const timer = setInterval(sample, sampleMs);
  return {
    stop() {
      clearInterval(timer);
      return { peakMegabytes: peak / 1e6, mainPeakMegabytes: mainPeak / 1e6 };
    },
  };
}

/** By process id: its parent and its resident set in bytes. */
function readProcesses() {
  const processes = new Map();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      const number = (field) => Number(new RegExp(`^${field}:\\s*(\\d+)`, 'm').exec(status)?.[1] ?? 0);
      processes.set(Number(pid), { parent: number('PPid'), bytes: number('VmRSS') * 1024 });
    } catch {
      // It ended between the listing and the reading.
    }
  }
  return processes;
}

function familyOf(pid, processes) {
  const belongs = (one) => one === pid || (processes.has(one) && belongs(processes.get(one).parent));
  return [...processes].filter(([one]) => belongs(one)).map(([, process]) => process);
}
