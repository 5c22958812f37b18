import { makeHome } from '../home.mjs';
import { footprintOf } from '../hour/footprint.mjs';
import { growth } from '../hour/growth.mjs';
import { subjects } from '../hour/subjects.mjs';
import { endAll, whatIsLeft } from '../left.mjs';

/** After as many something can be compared. */
const fewestTurns = 6;

/**
 * One hour in all: what one process does again and again takes no more at the end than at the beginning. SOAK_MINUTES makes
 * it another time; the short soak takes some seconds, and leaves out the labs, of which each takes several.
 */
export async function run(soak) {
  const minutes = soak.short ? 0.3 : Number(process.env.SOAK_MINUTES ?? 60);
  const all = Object.entries(subjects).filter(([name]) => !soak.short || !name.startsWith('labs'));
  for (const [name, start] of all) {
    const home = makeHome(soak.work);
    await goOn(name, start, home, (minutes * 60_000) / all.length, soak);
    for (const left of await whatIsLeft(home)) soak.failed(name, `left: ${left}`);
    endAll(home);
  }
}

async function goOn(name, start, home, durationMs, soak) {
  const footprints = [];
  try {
    const subject = await start(home);
    const began = performance.now();
    while (performance.now() - began < durationMs || footprints.length < fewestTurns) {
      await subject.turn();
      footprints.push(footprintOf(subject.pid, home));
      soak.tried(name);
    }
    await subject.end();
    for (const problem of growth(footprints)) soak.failed(name, problem);
  } catch (error) {
    soak.failed(name, error.message);
  }
  const [first, last] = [footprints[0], footprints.at(-1)].map((one) => JSON.stringify(one));
  soak.notes.push(`${name}: ${first} at first`, `${name}: ${last} at last`);
}
