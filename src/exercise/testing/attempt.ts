import type { Lab, Program } from '../../lab/lab.js';
import type { Check, CheckVerdict, Exercise, GradeEvent } from '../exercise.js';
import { grade } from '../grade.js';

/** An exercise that has only checks. */
export function exerciseOf(checks: readonly Check[], ttlSeconds = 2): Exercise {
  const texts = { title: 'Test', task: '', hints: [], showed: '', starterFails: '' };
  return { number: 1, id: 'test', folder: '', ttlSeconds, checks, ...texts };
}

/** A check, by what it does. */
export function check(id: string, run: Check['run'], after: readonly string[] = []): Check {
  return { id, title: id, run, after };
}

/** Grades a server, and returns all events. */
export async function attempt(
  lab: Lab,
  program: Program,
  checks: readonly Check[],
  { seed = 'test', signal = new AbortController().signal } = {},
): Promise<GradeEvent[]> {
  const events: GradeEvent[] = [];
  for await (const event of grade(exerciseOf(checks), program, { lab, seed, signal })) events.push(event);
  return events;
}

/** The verdicts on the checks, by their ids. Fails when the server does not start. */
export async function verdicts(
  ...parameters: Parameters<typeof attempt>
): Promise<Record<string, CheckVerdict>> {
  const events = await attempt(...parameters);
  const start = events.find((event) => event.type === 'start');
  if (start?.failure) throw new Error(`${start.failure.problem}\n${start.failure.output}`);
  return Object.fromEntries(events.flatMap((event) => (event.type === 'check' ? [[event.id, event]] : [])));
}
