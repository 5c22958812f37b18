import { setTimeout as sleep } from 'node:timers/promises';
import type { LessonEvents, LessonRun } from '../../lesson/run.js';
import { playInteractive } from '../interactive.js';
import { Interrupted } from '../interrupted.js';
import { samples } from './samples.js';

/** A step that ends only when the program does. */
const forever = () => new Promise<never>(() => {});

const { lesson, scene, prose, step, request, question, quiz, end, waiting, wait, preparing, expectation } =
  samples;

/** Resolves when so many keys have been pressed from now on. */
function typed(count: number): Promise<void> {
  return new Promise((resolve) => {
    let left = count;
    process.stdin.on('keypress', () => {
      left -= 1;
      if (left === 0) resolve();
    });
  });
}

/** Lessons for the tests of the interactive view, which run them in a pseudo-terminal. */
const lessons: Record<string, () => LessonEvents> = {
  async *whole() {
    yield lesson;
    yield { ...scene, number: 1, title: 'First' };
    yield prose;
    yield step;
    yield request;
    yield { ...step, joined: true, text: 'joined' };
    yield expectation;
    yield { ...scene, number: 2, title: 'Second' };
    const chosen = yield question;
    yield { ...quiz, chosen: chosen ?? null };
    yield end;
  },
  async *failing() {
    yield { ...expectation, ok: false };
    yield { ...end, ok: false };
  },
  async *stuck() {
    yield lesson;
    yield { ...step, text: 'a step that hangs', joined: true };
    await forever();
  },
  async *counting() {
    yield preparing;
    for (let leftMs = 5000; ; leftMs = Math.max(100, leftMs - 100)) {
      yield { ...waiting, leftMs };
      await sleep(20);
    }
  },
  async *typeAhead() {
    yield { ...step, text: 'a slow step', joined: true };
    await typed(6);
    yield step;
    yield wait;
    const chosen = yield question;
    yield { ...quiz, chosen: chosen ?? null };
  },
  async *busy() {
    yield prose;
    // Nothing can be read from the terminal meanwhile: what is typed is still there when the question comes.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500);
    const chosen = yield question;
    yield { ...quiz, chosen: chosen ?? null };
  },
  // biome-ignore lint/correctness/useYield: a lesson that fails before its first event
  async *broken() {
    throw new Error('the lab is gone');
  },
};

const events = lessons[process.argv[2] ?? '']?.();
if (!events) throw new Error('no such lesson');
try {
  const run = {
    lesson: {
      number: 2,
      scenes: [
        { title: 'First', blocks: [{}] },
        { title: 'Second', blocks: [{}] },
      ],
    },
    events: () => events,
    place: { scene: 0, block: 0 },
    strayed: false,
  } as unknown as LessonRun;
  const { stdin, stdout } = process;
  const outcome = await playInteractive(run, {
    stdin,
    stdout,
    from: null,
    observe: async () => {},
    animated: true,
  });
  console.log(`outcome: ${outcome}`);
} catch (error) {
  console.log(`outcome: ${error instanceof Interrupted ? 'interrupted' : String(error)}`);
  // As the program does: what hangs in a step does not keep it.
  process.exit(130);
}
