import { exitCodes } from '../errors.js';
import type { Exercise } from '../exercise/exercise.js';
import { loadExercise } from '../exercise/load.js';
import { commandProgram, scriptProgram } from '../exercise/program.js';
import { Saves } from '../exercise/watch.js';
import { fillWorkspace, type Workspace, workspaceOf } from '../exercise/workspace.js';
import type { Purpose } from '../lab/lab.js';
import { listLessons } from '../lesson/catalogue.js';
import type { WorkspaceEvent } from '../view/grade-event.js';
import { GradePage } from '../view/grade-page.js';
import { TerminalView } from '../view/grade-terminal.js';
import { type AttemptView, jsonView, plainView } from '../view/grade-views.js';
import { Interrupted } from '../view/interrupted.js';
import { screenOf } from '../view/screen.js';
import { Terminal } from '../view/terminal.js';
import { agreedStores } from './agreed-stores.js';
import { attempt, opened, type Trying } from './attempt.js';
import { canPrompt } from './can-prompt.js';
import { savesOf, watch } from './exercise-watch.js';
import { openWithoutServers } from './open-with-servers.js';
import { type Session, withSession } from './session.js';
import type { StoreOptions } from './store-choice.js';
import { WatchKeys } from './watch-keys.js';

export interface ExerciseOptions extends StoreOptions {
  dir?: string;
  server?: string;
  watch?: true;
  seed?: string;
  plain?: true;
  json?: true;
}

/** Makes the workspace of an exercise where it is missing, and has the learner's server checked. Returns the exit code. */
export async function exerciseCommand(wanted: string, options: ExerciseOptions): Promise<number> {
  const exercise = await loadExercise(wanted);
  const workspace = workspaceOf(exercise, options.dir ?? '.');
  const { server: command } = options;
  const made = fillWorkspace(exercise, workspace, command === undefined ? 'all' : 'page');
  const program =
    command === undefined ? scriptProgram(workspace.server) : commandProgram(command, workspace.directory);
  const { number, id, title } = exercise;
  const workspaceEvent: WorkspaceEvent = {
    type: 'workspace',
    exercise: { number, id, title },
    directory: workspace.directory,
    server: program.name,
    made,
  };
  // What concerns only the learner's progress is said when the page is complete.
  const remarks = new Set<string>();
  try {
    return await withSession(async (session) => {
      const stores = await agreedStores(options, session);
      const trying: Trying = {
        exercise,
        program,
        opening: openWithoutServers({ ...stores, purpose: purposeOf(exercise) }, session),
        seed: options.seed,
        report: (message) => remarks.add(message),
      };
      return await show(trying, workspaceEvent, workspace, options, session);
    });
  } finally {
    for (const remark of remarks) process.stderr.write(`cache-tutorial: ${remark}\n`);
  }
}

async function show(
  trying: Trying,
  workspaceEvent: WorkspaceEvent,
  workspace: Workspace,
  options: ExerciseOptions,
  { signal, defer }: Session,
): Promise<number> {
  const { exercise } = trying;
  const page = new GradePage({
    exercise,
    next: nextLesson(exercise),
    watching: options.watch === true,
    here: process.cwd(),
    now: () => new Date(),
  });
  const view = openView(page, options);
  defer(() => view.close());
  const beginning = async function* () {
    yield workspaceEvent;
    yield* opened(trying);
  };
  try {
    await view.show(beginning());
    if (!options.watch) return codeOf(await view.show(attempt(trying, signal)));
    const sources = [savesOf(new Saves(workspace.directory), signal)];
    if (view instanceof TerminalView) {
      const keys = new WatchKeys(exercise, workspace, view);
      sources.push(() => keys.next());
    }
    return codeOf(await watch(trying, view, sources, signal));
  } catch (error) {
    if (error instanceof Interrupted) return exitCodes.interrupted;
    throw error;
  }
}

function openView(page: GradePage, { plain, json }: ExerciseOptions): AttemptView {
  const { stdin, stdout } = process;
  if (json) return jsonView(stdout);
  if (plain || !canPrompt()) return plainView(stdout, page, screenOf(stdout));
  return new TerminalView(new Terminal(stdin, stdout), page);
}

/** The first example of the task is what the server is for. */
function purposeOf({ number, title, task }: Exercise): Purpose {
  const path = /^GET (\S+)$/m.exec(task)?.[1] ?? '/';
  return { command: `exercise ${number}`, title, path };
}

const codeOf = (passed: boolean | undefined) => (passed ? exitCodes.ok : exitCodes.notHeld);

function nextLesson({ number }: Exercise): { what: string; command: string } | null {
  const next = listLessons().find((lesson) => lesson.number === number + 1);
  return next
    ? { what: `lesson ${next.number}, ${next.title}`, command: `cache-tutorial lesson ${next.number}` }
    : null;
}
