import { exitCodes } from '../errors.js';
import { runningLabs } from '../lab/running-labs.js';

/** Prints what runs on this machine, and how to reach it. Returns the exit code. */
export async function statusCommand({ json }: { json?: true }): Promise<number> {
  const running = runningLabs();
  if (json) {
    process.stdout.write(`${JSON.stringify({ running })}\n`);
    return exitCodes.ok;
  }
  const [{ renderStatus }, { printPage }] = await Promise.all([
    import('../view/status.js'),
    import('./print-page.js'),
  ]);
  printPage((screen) => renderStatus(running, new Date(), screen));
  return exitCodes.ok;
}
