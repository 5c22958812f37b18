import type { Saves } from '../exercise/watch.js';
import { StoreTrouble } from '../lab/stores/url/trouble.js';
import type { AttemptEvent, StoppedEvent } from '../view/grade-event.js';
import type { AttemptView } from '../view/grade-views.js';
import { attempt, type Trying } from './attempt.js';

/** What begins another attempt, or ends the watch: saved files, or the learner. */
export type Wake = { saved: readonly string[] } | 'again' | 'quit';

/** The next save, or the next of something else. */
export type WakeSource = () => Promise<Wake>;

/** Rejects as `Saves.next` does. */
export function savesOf(saves: Saves, signal: AbortSignal): WakeSource {
  return async () => ({ saved: await saves.next(signal) });
}

/**
 * Tries the server, and again whenever a source says so; an attempt that goes on then is given up. The lab stays
 * open. Resolves when a source says `quit`, or when nobody reads any more, with whether the last attempt passed.
 * Rejects with what an attempt or a source rejects with.
 */
export async function watch(
  trying: Trying,
  view: AttemptView,
  sources: readonly WakeSource[],
  signal: AbortSignal,
): Promise<boolean | undefined> {
  const nextWake = firstOf(sources);
  for (;;) {
    const round = new AbortController();
    let over = false;
    let passed: boolean | undefined;
    const running = (async () => {
      try {
        passed = await view.show(orTrouble(attempt(trying, AbortSignal.any([signal, round.signal]))));
        over = true;
        view.idle();
        prepareCopies(trying);
      } catch (error) {
        if (!round.signal.aborted) throw error;
      }
    })();
    const gone = running.then(() => (view.gone ? 'quit' : forever()));
    const wake = await Promise.race([nextWake(), gone]);
    round.abort();
    await running;
    if (wake === 'quit') return passed;
    if (!over) await view.show(stopped(wake === 'again' ? [] : wake.saved));
  }
}

/** Most of the time until a server listens goes into what comes before its first line: after a save that is done. */
function prepareCopies({ opening, program }: Trying): void {
  // One that is not ready is not missed: then a copy is started as at first.
  opening.lab.then((lab) => lab.prepare(program, 2)).catch(() => {});
}

/** A store that is somebody's may come back: until then there is nothing to judge. */
async function* orTrouble(events: AsyncIterable<AttemptEvent>): AsyncGenerator<AttemptEvent> {
  try {
    yield* events;
  } catch (error) {
    if (!(error instanceof StoreTrouble)) throw error;
    yield { type: 'trouble', problem: error.message };
  }
}

async function* stopped(saved: readonly string[]): AsyncGenerator<StoppedEvent> {
  yield { type: 'stopped', saved: [...saved] };
}

/** Takes what comes first; the other sources are not asked again before they have answered. */
function firstOf(sources: readonly WakeSource[]): WakeSource {
  const asked: (Promise<Wake> | undefined)[] = sources.map(() => undefined);
  return async () => {
    const answers = sources.map(async (source, index) => {
      asked[index] ??= source();
      return { index, wake: await asked[index] };
    });
    const { index, wake } = await Promise.race(answers);
    asked[index] = undefined;
    return wake;
  };
}

const forever = () => new Promise<never>(() => {});
