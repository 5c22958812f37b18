import { Random } from '../../../src/lab/tap/testing/random.ts';
import { makeHome } from '../home.mjs';
import { commands } from '../kills/commands.mjs';
import { applies, endings } from '../kills/endings.mjs';
import { nextStart, tryEnding } from '../kills/trial.mjs';

/** How often each ending is tried; each command gets its share. */
const counts = { SIGKILL: 200, SIGTERM: 40, SIGHUP: 40, 'Ctrl-C': 60, 'a closed terminal': 30 };
const shortCounts = { SIGKILL: 3, SIGTERM: 1, SIGHUP: 1, 'Ctrl-C': 2, 'a closed terminal': 1 };

/** A command that takes seconds is started again, to its end, after so many of its trials. */
const trialsToNextStart = 4;

/** Ends all commands at random moments, and looks at what is left, what is lost, and how the next start goes. */
export async function run(soak) {
  const random = new Random(soak.seedNumber);
  const home = makeHome(soak.work);
  const chosen = soak.short ? commands.filter(({ inShort }) => inShort) : commands;
  const known = new Map();
  const since = new Map();

  async function one(command, ending) {
    if (!known.has(command)) known.set(command, await undisturbed(command));
    const usual = known.get(command);
    const afterMs = random.below(Math.ceil(usual.ranMs));
    const { ranMs, problems, endedByItself } = await tryEnding(
      command,
      ending,
      afterMs,
      home,
      usual.reference,
    );
    soak.tried(endedByItself ? 'ended by themselves before' : ending);
    // Its first run was its slowest, if much had to be prepared: a moment after its end would not be one to kill it at.
    if (endedByItself) usual.ranMs = Math.min(usual.ranMs, ranMs);
    const trials = (since.get(command) ?? 0) + 1;
    if (trials < trialsToNextStart) since.set(command, trials);
    else {
      problems.push(...(await nextStart(command, home)));
      since.delete(command);
      soak.tried('next start');
    }
    for (const problem of problems) soak.failed(`${command.name}, ${ending} after ${afterMs} ms`, problem);
    return !endedByItself;
  }

  /** Its usual duration, and its files; what does not end by itself is interrupted. */
  async function undisturbed(command) {
    const reference = {};
    const afterMs = command.endlessMs ?? null;
    const { ranMs, problems } = await tryEnding(command, 'SIGTERM', afterMs, home, reference);
    soak.tried('undisturbed');
    for (const problem of problems) soak.failed(`${command.name}, undisturbed`, problem);
    return { reference, ranMs };
  }

  for (const ending of endings) {
    const possible = chosen.filter((command) => applies(ending, command));
    // One that has ended by itself before is no kill: it is tried again, as long as that leads somewhere.
    let left = (soak.short ? shortCounts : counts)[ending];
    for (let trial = 0, most = 3 * left + 7; left > 0 && trial < most; trial++) {
      if (await one(possible[trial % possible.length], ending)) left--;
    }
    if (left > 0) soak.failed(ending, `${left} came too late`);
  }
}
