import type { Lab } from '../lab/lab.js';
import type { CheckVerdict, Exercise, StartFailure } from './exercise.js';
import { grade } from './grade.js';
import { scriptProgram } from './program.js';
import { type Expected, type ProvingProgram, programsOf } from './programs.js';

export interface ProveOptions {
  /** Programs are tried side by side, one in each lab. */
  readonly labs: readonly Lab[];
  readonly seed: string;
  readonly signal: AbortSignal;
}

/** Whether one program of an exercise got what it must get. */
export interface Proof {
  /** Path relative to the exercise's folder, `wrong/caches-in-a-map.ts`. */
  readonly program: string;
  readonly ok: boolean;
  readonly expected: string;
  readonly got: string;
  readonly durationMs: number;
  /** How long its checks waited, in ms, for entries to end above all. */
  readonly waitedMs: number;
}

/**
 * Proves that the checks of an exercise say what they must: the starter fails where the page says, the
 * solution passes without a warning, each wrong program fails with the text that is meant for it, each unusual
 * one passes with the warnings that it states. Yields a proof for each program, as they come.
 * Rejects with a LessonError where a program does not say what it must get, or with the signal's reason.
 */
export async function* prove(
  exercise: Exercise,
  { labs, seed, signal }: ProveOptions,
): AsyncGenerator<Proof, void> {
  const waiting = programsOf(exercise);
  const running = new Map<Lab, Promise<{ lab: Lab; proof: Proof }>>();
  const begin = (lab: Lab) => {
    const program = waiting.shift();
    if (!program) return;
    running.set(
      lab,
      proveOne(exercise, program, { lab, seed, signal }).then((proof) => ({ lab, proof })),
    );
  };
  for (const lab of labs) begin(lab);
  try {
    while (running.size > 0) {
      const { lab, proof } = await Promise.race(running.values());
      running.delete(lab);
      begin(lab);
      yield proof;
    }
  } finally {
    await Promise.allSettled(running.values());
    await Promise.all(labs.map((lab) => lab.stopServers()));
  }
}

async function proveOne(
  exercise: Exercise,
  { name, file, expected }: ProvingProgram,
  options: Parameters<typeof grade>[2],
): Promise<Proof> {
  const verdicts: CheckVerdict[] = [];
  let start: StartFailure | null = null;
  const begun = performance.now();
  for await (const event of grade(exercise, scriptProgram(file), options)) {
    if (event.type === 'start') start = event.failure;
    else if (event.type === 'check') verdicts.push(event);
    // The first failure is the verdict.
    if (start || verdicts.at(-1)?.failure) break;
  }
  const outcome = outcomeOf(verdicts, start);
  return {
    program: name,
    ok: isAs(expected, outcome),
    expected: describeExpected(expected),
    got: describe(outcome),
    durationMs: performance.now() - begun,
    waitedMs: verdicts.reduce((sum, { waitedMs }) => sum + waitedMs, 0),
  };
}

type Outcome =
  | { readonly kind: 'passes'; readonly warnings: readonly string[] }
  | { readonly kind: 'fails'; readonly check: string; readonly texts: readonly string[] };

function outcomeOf(verdicts: readonly CheckVerdict[], start: StartFailure | null): Outcome {
  if (start) return { kind: 'fails', check: 'start', texts: [start.problem] };
  const failed = verdicts.find(({ failure }) => failure !== null);
  if (!failed?.failure) {
    return { kind: 'passes', warnings: verdicts.flatMap(({ warnings }) => warnings.map(({ text }) => text)) };
  }
  const { mistake, got } = failed.failure;
  return { kind: 'fails', check: failed.id, texts: mistake === undefined ? [got] : [mistake, got] };
}

function isAs(expected: Expected, outcome: Outcome): boolean {
  if (expected.kind === 'passes') {
    if (outcome.kind !== 'passes') return false;
    const { warnings } = outcome;
    const isStated = (warning: string) => expected.warnings.some((text) => warning.startsWith(text));
    const hasCome = (text: string) => warnings.some((warning) => warning.startsWith(text));
    return warnings.every(isStated) && expected.warnings.every(hasCome);
  }
  return (
    outcome.kind === 'fails' &&
    outcome.check === expected.check &&
    outcome.texts.some((text) => text.startsWith(expected.text))
  );
}

function describeExpected(expected: Expected): string {
  if (expected.kind === 'passes') return describe(expected);
  return `fails at ${expected.check}${expected.text === '' ? '' : `: ${expected.text}`}`;
}

function describe(outcome: Outcome): string {
  if (outcome.kind === 'fails') return `fails at ${outcome.check}: ${outcome.texts.join('; ')}`;
  return outcome.warnings.length === 0 ? 'passes' : `passes, warns: ${outcome.warnings.join('; ')}`;
}
