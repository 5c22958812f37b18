import type { Bench } from './bench.js';

/** One exercise: the task of a lesson on another endpoint, and the checks that judge an attempt. */
export interface Exercise {
  /** The lesson's number and id. */
  readonly number: number;
  readonly id: string;
  readonly title: string;
  /** Absolute path of `lessons/NN-slug`. */
  readonly folder: string;
  /** Markdown: what to write. */
  readonly task: string;
  /** Markdown, from a nudge to nearly the answer. */
  readonly hints: readonly string[];
  /** Markdown, shown after a pass: what the exercise showed. */
  readonly showed: string;
  /** What the learner's server gets as CACHE_TTL_SECONDS. */
  readonly ttlSeconds: number;
  /** The id of the first check that the starter fails; `verify` proves it. */
  readonly starterFails: string;
  readonly checks: readonly Check[];
}

/** One thing that must hold, judged from outside: HTTP answers, what crossed the wire, what the stores hold. */
export interface Check {
  /** Stable within its exercise; other checks name it in `after`. */
  readonly id: string;
  /** What must hold, as a sentence without a full stop: `a repeat costs no SELECT`. */
  readonly title: string;
  /** Checks without which this one cannot be judged; when one of them did not pass, this one is skipped. */
  readonly after?: readonly string[];
  /** Judges; returns the failure, or nothing when it holds. It never sleeps: it polls to a deadline. */
  run(bench: Bench): Promise<Failure | undefined>;
}

/** Why a check did not hold, and the way on. All texts are short Markdown, without a final newline. */
export interface Failure {
  /** The mistake by its name, where it is a known one: `your key leaves out size`. */
  readonly mistake?: string;
  readonly expected: string;
  readonly got: string;
  /** Why it matters: what would happen to real users. */
  readonly why: string;
  readonly tryThis: string;
  /** Lines that can be pasted in a shell: `curl`, `psql`, `redis-cli`. */
  readonly reproduce: readonly string[];
}

/** Something risky but right: the check passes, and this is said. */
export interface Warning {
  readonly text: string;
  readonly why: string;
}

/**
 * What grading yields, in order: one `attempt`, then for each check `checking` and a verdict on it, then
 * `graded`. When the server does not start, all checks are skipped and `start` carries the failure.
 */
export type GradeEvent =
  | { type: 'attempt'; exercise: string; seed: string; server: string }
  | { type: 'start'; ok: boolean; failure: StartFailure | null }
  | { type: 'checking'; id: string; title: string; number: number; of: number }
  | CheckVerdict
  | { type: 'graded'; ok: boolean; passed: number; failed: number; skipped: number; durationMs: number };

export interface CheckVerdict {
  type: 'check';
  id: string;
  title: string;
  outcome: 'passed' | 'failed' | 'skipped';
  failure: Failure | null;
  warnings: Warning[];
  /** Why it was skipped. */
  skipped: string | null;
  /** How long it waited for something to come about, in ms: for entries to end, above all. */
  waitedMs: number;
  /** The request that shows the failure, with its trace, as a lesson would show it; null when none fits. */
  evidence: Evidence | null;
}

/** Why the learner's server cannot be judged. */
export interface StartFailure {
  /** One sentence: it does not start, exits, listens on another port, never answers. */
  readonly problem: string;
  readonly tryThis: string;
  /** The end of its output. */
  readonly output: string;
}

/** A request and what crossed the wire for it. */
export interface Evidence {
  readonly copy: string;
  readonly method: string;
  readonly url: string;
  readonly requestBody: string | null;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly durationMs: number;
  readonly trace: readonly TraceEntry[];
}

import type { TraceEntry } from '../lesson/events.js';
