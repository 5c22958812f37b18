import { readdirSync, readFileSync } from 'node:fs';

/** The time, in seconds, that the threads of a process have spent on a core so far (Linux only). */
export function cpuSeconds(pid) {
  const tasks = `/proc/${pid}/task`;
  const nanoseconds = readdirSync(tasks).map((task) =>
    Number(readFileSync(`${tasks}/${task}/schedstat`, 'utf8').split(' ')[0]),
  );
  return nanoseconds.reduce((sum, one) => sum + one, 0) / 1e9;
}
