import type { Watch } from '../lab/snapshot.js';
import type { ChartEvent } from './chart-events.js';
import type { QuizOption } from './events.js';
import type { Expectation } from './expectation/sentence.js';

/** A lesson as its Markdown file has it, checked: every reference in it holds. */
export interface Lesson {
  readonly number: number;
  /** Path relative to the package, e.g. `lessons/02-cache/lesson.md`. */
  readonly file: string;
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  readonly servers: ServersStart;
  /** The Redis commands without which it cannot be run, of those that not every Redis has: `CLIENT TRACKING`. */
  readonly needs: readonly string[];
  readonly watches: readonly Watch[];
  readonly scenes: readonly Scene[];
}

/** What to run: copies of one variant. */
export interface ServersStart {
  readonly variant: string;
  readonly copies: number;
  readonly env: Readonly<Record<string, string>>;
}

export interface Scene {
  readonly title: string;
  readonly line: number;
  readonly blocks: readonly Block[];
}

interface Step {
  /** Line of the block in the lesson file, from 1. */
  readonly line: number;
  /** It follows another step with no prose between, and is carried out with it, without a pause. */
  readonly joined: boolean;
  readonly expectations: readonly Expectation[];
}

export interface Prose {
  readonly kind: 'prose';
  readonly line: number;
  readonly markdown: string;
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Whether the servers know such a method. */
export const isHttpMethod = (name: string): boolean => methods.includes(name);

export interface HttpStep extends Step {
  readonly kind: 'http';
  readonly method: string;
  readonly path: string;
  readonly body: string | null;
  /** Which copy of the server to ask; the first when null. */
  readonly to: string | null;
  readonly repeat: number;
  /** The name under which the answer's JSON is remembered. */
  readonly as: string | null;
}

export interface SqlStep extends Step {
  readonly kind: 'sql';
  readonly sql: string;
  /** The name under which the first value of the result is remembered. */
  readonly as: string | null;
}

export interface RedisStep extends Step {
  readonly kind: 'redis';
  readonly commands: readonly string[];
}

export interface WaitStep extends Step {
  readonly kind: 'wait';
  /** The key whose end to wait for, or null to wait for the whole time. */
  readonly untilGone: string | null;
  readonly maxMs: number;
}

export interface ServersStep extends Step, ServersStart {
  readonly kind: 'servers';
  /** What to watch from here on; null to go on as before. */
  readonly watches: readonly Watch[] | null;
}

export interface ChartStep extends Step {
  readonly kind: 'chart';
  readonly show: ChartEvent['show'];
  readonly title: string;
}

export interface LoadStep extends Step {
  readonly kind: 'load';
  readonly path: string;
  readonly variants: readonly string[];
  /** For each variant. */
  readonly seconds: number;
}

export interface CodeBlock {
  readonly kind: 'code';
  readonly line: number;
  readonly language: 'ts' | 'diff';
  /** What the code was taken from: a path, or two variants with an arrow between. */
  readonly file: string;
  readonly code: string;
}

export interface QuizStep {
  readonly kind: 'quiz';
  readonly line: number;
  readonly question: string;
  /** What to think of, for who is at a loss. */
  readonly hint: string;
  readonly options: readonly QuizOption[];
  readonly explanation: string;
}

export type ExpectingStep = HttpStep | SqlStep | RedisStep | WaitStep | ServersStep | LoadStep | ChartStep;
export type Block = Prose | CodeBlock | QuizStep | ExpectingStep;

/** Whether a block is carried out, rather than read or answered. */
export function isStep(block: Block): block is ExpectingStep {
  return 'expectations' in block;
}
