import { tryJumpingClock } from '../surroundings/clock.mjs';
import { tryFullDisks } from '../surroundings/full-disk.mjs';
import { tryHomes } from '../surroundings/homes.mjs';
import { tryScreens } from '../surroundings/screens.mjs';

/** Runs the tutorial where hardly anything is as it is on a developer's machine: it works, or says what to do. */
export async function run(soak) {
  await tryFullDisks(soak);
  await tryHomes(soak);
  await tryJumpingClock(soak);
  await tryScreens(soak);
}
