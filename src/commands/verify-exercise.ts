import type { Proof } from '../exercise/prove.js';
import type { CatalogueEntry } from '../lesson/catalogue.js';
import { openWithoutServers } from './open-with-servers.js';
import type { Session } from './session.js';
import type { StoreOptions } from './store-choice.js';

/** How the programs of one exercise did, as `verify --json` prints it. */
export interface ExerciseVerdict {
  type: 'exercise-verdict';
  exercise: string;
  ok: boolean;
  seed: string;
  programs: number;
  /** How long the checks of all programs waited, in ms, for entries to end above all; several did so at a time. */
  waitedMs: number;
  failures: Proof[];
}

// Four programs are tried at a time: most of the time goes by in waiting for entries to end.
const labsAtOnce = 4;

/**
 * Proves the checks of an exercise by its starter, its solution, and its wrong and unusual programs: always with stores of
 * the tutorial's own, since some of these programs empty all of Redis.
 */
export async function verifyExercise(
  entry: CatalogueEntry,
  { embedded }: Pick<StoreOptions, 'embedded'>,
  session: Session,
): Promise<ExerciseVerdict> {
  const [{ loadExercise }, { prove }, { newSeed }] = await Promise.all([
    import('../exercise/load.js'),
    import('../exercise/prove.js'),
    import('../exercise/random.js'),
  ]);
  const exercise = await loadExercise(entry.id);
  const openings = Array.from({ length: labsAtOnce }, () =>
    openWithoutServers(embedded ? { embedded } : {}, session),
  );
  const labs = await Promise.all(openings.map((opening) => opening.lab));
  const seed = newSeed();
  const proofs: Proof[] = [];
  for await (const proof of prove(exercise, { labs, seed, signal: session.signal })) proofs.push(proof);
  const failures = proofs.filter(({ ok }) => !ok);
  return {
    type: 'exercise-verdict',
    exercise: entry.id,
    ok: failures.length === 0,
    seed,
    programs: proofs.length,
    waitedMs: Math.round(proofs.reduce((sum, { waitedMs }) => sum + waitedMs, 0)),
    failures,
  };
}

/** A verdict on an exercise as lines for a person. */
export function describeExercise({ number }: CatalogueEntry, verdict: ExerciseVerdict): string {
  const { ok, programs, seed, failures } = verdict;
  if (ok) return `ok      exercise ${number}: ${programs} programs got what they must\n`;
  const lines = failures.map(
    ({ program, expected, got }) =>
      `        ${program}\n          expected ${expected}, got ${got.split('\n')[0]}\n`,
  );
  return `failed  exercise ${number} (seed ${seed})\n${lines.join('')}`;
}
