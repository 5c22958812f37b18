import { exitCodes, usageError } from '../errors.js';
import { countPath, findVariant, variantsDir } from '../lab/variants.js';
import { summaryOf } from '../lesson/current-run.js';
import type { LessonEvent } from '../lesson/events.js';
import type { LoadResult } from '../lesson/load-events.js';
import { awaitLab } from '../lesson/opening.js';
import { loadVariant } from '../lesson/take-load.js';
import { agreedStores } from './agreed-stores.js';
import { canPrompt } from './can-prompt.js';
import { openWithoutServers } from './open-with-servers.js';
import { type Session, withSession } from './session.js';
import type { StoreOptions } from './store-choice.js';

export interface LoadCommandOptions extends StoreOptions {
  /** For each variant. */
  seconds: number;
  connections: number;
  plain?: true;
  json?: true;
}

/** Measures variants under load, one after the other, each with the stores as they are at the start. Returns the exit code. */
export async function loadCommand(variants: readonly string[], options: LoadCommandOptions): Promise<number> {
  for (const variant of variants) findVariant(variantsDir, variant);
  const twice = variants.find((variant, index) => variants.indexOf(variant) < index);
  if (twice !== undefined) throw usageError(`${twice} stands there twice: name each variant once.`);
  return withSession(async (session) => show(loadEvents(variants, options, session), options));
}

async function* loadEvents(
  variants: readonly string[],
  options: LoadCommandOptions,
  session: Session,
): AsyncGenerator<LessonEvent> {
  const { seconds, connections } = options;
  const lab = yield* awaitLab(openWithoutServers(await agreedStores(options, session), session));
  yield { type: 'lab', postgres: summaryOf(lab.postgres), redis: summaryOf(lab.redis) };
  const results: LoadResult[] = [];
  for (const variant of variants) {
    // What one has cached must not help the next.
    if (results.length > 0) await lab.reset();
    results.push(yield* loadVariant(lab, { variant, path: countPath, connections, seconds }));
  }
  yield { type: 'load', path: countPath, connections, seconds, results };
}

async function show(
  events: AsyncGenerator<LessonEvent>,
  { plain, json }: LoadCommandOptions,
): Promise<number> {
  const { stdout } = process;
  if (json) await (await import('../view/json.js')).playJson(events, stdout);
  else if (plain || !canPrompt()) {
    const [{ playPlain }, { screenOf }] = await Promise.all([
      import('../view/plain.js'),
      import('../view/screen.js'),
    ]);
    await playPlain(events, stdout, screenOf(stdout));
  } else return playToLearner(events);
  return exitCodes.ok;
}

async function playToLearner(events: AsyncGenerator<LessonEvent>): Promise<number> {
  const [{ playLive }, { Interrupted }] = await Promise.all([
    import('../view/page-with-progress.js'),
    import('../view/interrupted.js'),
  ]);
  try {
    await playLive(events, process);
    return exitCodes.ok;
  } catch (error) {
    if (error instanceof Interrupted) return exitCodes.interrupted;
    throw error;
  }
}
