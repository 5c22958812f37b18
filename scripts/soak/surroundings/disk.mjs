import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';

/** Whether a disk of a given size can be mounted here, which takes root on Linux. */
export async function canMount(work) {
  try {
    await withDisk(`${work}/try`, 1, () => {});
    return true;
  } catch {
    return false;
  }
}

/** Mounts an empty disk of so many MB as the directory, for as long as the work takes; resolves with what that does. */
export async function withDisk(directory, megabytes, work) {
  mkdirSync(directory, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', directory], { stdio: 'pipe' });
  try {
    return await work();
  } finally {
    execFileSync('umount', [directory], { stdio: 'pipe' });
    rmSync(directory, { recursive: true });
  }
}
