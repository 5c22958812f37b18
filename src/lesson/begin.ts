import type { Lab } from '../lab/lab.js';
import type { Lesson } from './lesson.js';

/**
 * Brings a lab whose stores are as they were opened to the beginning of a lesson: starts its servers, and looks at both
 * stores for the first time while they start. Rejects with a TutorialError when either fails.
 */
export async function beginLesson({ servers, watches }: Lesson, lab: Lab): Promise<void> {
  const { variant, copies, env } = servers;
  lab.watch(watches);
  await Promise.all([lab.startServers(variant, copies, { env }), lab.snapshot()]);
}
