import { exitCodes, messageOf } from '../errors.js';
import { type Finding, renderFinding } from '../view/doctor.js';
import { LiveLine } from '../view/live-line.js';
import { screenOf } from '../view/screen.js';
import { spinDuring } from '../view/spin.js';
import { knownHome } from '../view/tilde.js';
import { canPrompt } from './can-prompt.js';
import { cache, data, disk, settings } from './doctor/directories.js';
import type { Look } from './doctor/look.js';
import { node, ports, terminal } from './doctor/machine.js';
import { programs } from './doctor/programs.js';
import { embedded, ownStores } from './doctor/stores.js';
import { printPage } from './print-page.js';
import { withSession } from './session.js';

/** Looks at everything that lessons need. Returns the exit code: that of a broken environment when one cannot run. */
export async function doctorCommand({ json }: { json?: true }): Promise<number> {
  const own = await ownStores();
  const looks = [node, terminal, ports, disk, cache, data, settings, ...programs, embedded, ...own];
  return withSession(async ({ signal, defer }) => {
    const live = json || !canPrompt() ? null : new LiveLine(process.stdout, () => screenOf(process.stdout));
    defer(async () => live?.close());
    const findings: Finding[] = [];
    for (const look of looks) {
      const work = take(look, signal);
      defer(() =>
        work.then(
          () => {},
          () => {},
        ),
      );
      const finding = await (live === null ? work : spinDuring(live, look.label, work));
      findings.push(finding);
      if (!json) printPage((screen) => renderFinding(finding, screen));
    }
    const ok = findings.every(({ status }) => status !== 'failed');
    if (json) process.stdout.write(`${JSON.stringify({ ok, findings })}\n`);
    return ok ? exitCodes.ok : exitCodes.environment;
  });
}

/** Rejects with the signal's reason alone; whatever else goes wrong is a finding. */
async function take({ id, label, take }: Look, signal: AbortSignal): Promise<Finding> {
  try {
    const { status, found, fix } = await take(signal);
    return { id, label, status, found: withoutHome(found), fix: fix === undefined ? null : withoutHome(fix) };
  } catch (error) {
    signal.throwIfAborted();
    const fix = 'This is a defect of the tutorial: open an issue with all of this.';
    return { id, label, status: 'failed', found: withoutHome(messageOf(error)), fix };
  }
}

/** The home directory often has the learner's name in it, who may want to show this to others. */
function withoutHome(text: string): string {
  const home = knownHome() ?? '';
  return home.length > 1 ? text.replaceAll(home, '~') : text;
}
