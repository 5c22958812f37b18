import { readdirSync, readFileSync } from 'node:fs';
import { killGroup } from './kill-group.js';

/**
 * The ids of the processes of a group that run, as /proc has them; undefined where there is no /proc.
 * Zombies do not run. See proc(5), /proc/pid/stat.
 */
export function runningMembers(group: number): number[] | undefined {
  if (process.platform !== 'linux') return undefined;
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => isRunningMember(pid, group)).map(Number);
}

/**
 * Whether anything of the group still runs. A zombie whose parent does not take note of its end, as process 1
 * of a container may never do, keeps the group's id, but is nothing to wait for.
 */
export function groupRuns(group: number): boolean {
  return killGroup(group, 0) && runningMembers(group)?.length !== 0;
}

/**
 * Whether a process computes at this moment, or would if it had a processor: its first thread, which carries out a program
 * in Node and in Python. False where there is no /proc.
 */
export function wantsToRun(pid: number): boolean {
  try {
    return readStat(pid).state === 'R';
  } catch {
    return false;
  }
}

/** Of a process that runs, as proc(5) has it. Throws when there is none. */
function readStat(pid: number | string): { state: string | undefined; group: number } {
  // The command's name stands in parentheses and may hold anything; state, parent and group follow it.
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state, group: Number(group) };
}

function isRunningMember(pid: string, group: number): boolean {
  try {
    const { state, group: member } = readStat(pid);
    return member === group && state !== 'Z' && state !== 'X';
  } catch {
    // It has ended since it was listed.
    return false;
  }
}
