import { execFileSync } from 'node:child_process';

/**
 * The processes of a group, or whose command line contains a text. Zombies do not count: they have ended,
 * and only wait for their parent, or the container's first process, to take note.
 */
export function livingProcesses(wanted: { group: number } | { command: string }): number[] {
  const lines = execFileSync('ps', ['-ewwo', 'pid=,pgid=,stat=,args='], { encoding: 'utf8' }).split('\n');
  return lines.flatMap((line) => {
    const [, pid, group, state, args] = line.match(/^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/) ?? [];
    if (!pid || state?.startsWith('Z')) return [];
    const found = 'group' in wanted ? Number(group) === wanted.group : args?.includes(wanted.command);
    return found ? [Number(pid)] : [];
  });
}
