import { spawnSync } from 'node:child_process';

/**
 * Signals the process group that a detached child leads. Signal 0 only asks whether anything of it is
 * left. Returns false when nothing is. Windows has no groups: there the child's process tree is ended by
 * force, whatever the signal, since a console program there cannot be asked politely.
 */
export function killGroup(pid: number, signal: 'SIGTERM' | 'SIGKILL' | 0): boolean {
  if (process.platform === 'win32') return killTree(pid, signal);
  try {
    return process.kill(-pid, signal);
  } catch (error) {
    // EPERM: something of the group is left, and it is not ours to signal (macOS: a zombie).
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function killTree(pid: number, signal: 'SIGTERM' | 'SIGKILL' | 0): boolean {
  if (signal !== 0) {
    return spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' }).status === 0;
  }
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
