import type { Lab } from '../lab/lab.js';
import { beginLesson } from './begin.js';
import { judge, show } from './blocks.js';
import { newRun, type Run, serversEvent, summaryOf } from './current-run.js';
import type { LessonEvent } from './events.js';
import { type ExpectingStep, type HttpStep, isStep, type Lesson } from './lesson.js';
import { mayChange, mayHaveChanged } from './may-change.js';
import { checkNeeds } from './needs.js';
import { awaitLab, type LabOpening } from './opening.js';
import { blocksBefore, type Place, startOf } from './place.js';
import { replay } from './replay.js';
import { takeStep } from './take-step.js';

type Events<Result> = AsyncGenerator<LessonEvent, Result, number | undefined>;

/** The events of a lesson; `next` takes the index of the option that answers a question. */
export type LessonEvents = Events<void>;

/**
 * A lesson being run: yields what happens, in order, and knows no screen. One generator is read at a time; to go
 * elsewhere in the lesson, leave it and read another.
 */
export class LessonRun {
  private run: Run | null = null;
  /** Steps were carried out since the lab was opened or reset. */
  private begun = false;
  private at: Place;
  private asked: HttpStep | null = null;
  private touched = false;
  private finished = false;

  constructor(
    readonly lesson: Lesson,
    private readonly opening: LabOpening,
  ) {
    this.at = startOf(1, lesson);
  }

  /** Before the scene or block that was announced last. */
  get place(): Place {
    return this.at;
  }

  /** Whether an aside has changed what the stores hold: then `events(place)` brings back what the lesson left there. */
  get strayed(): boolean {
    return this.touched;
  }

  /** The variant that is running, or will be first. */
  get variant(): string {
    return this.run?.lab.servers[0]?.variant ?? this.lesson.servers.variant;
  }

  /** Whether the end has been reached. */
  get ended(): boolean {
    return this.finished;
  }

  /** The request that was made last, by the lesson or aside from it. */
  get lastRequest(): HttpStep | null {
    return this.asked;
  }

  /** The lab. Waits until it is open. */
  get lab(): Promise<Lab> {
    return this.opening.lab;
  }

  /**
   * The events from a place on. Where something has been carried out already, or the place is not the beginning,
   * both stores are first brought to the state that the place needs, by replaying what comes before it.
   *
   * Each step is announced before it is carried out, which happens when the next event is asked for. Rejects with
   * a TutorialError when the lab fails; an expectation that does not hold is an event, and the lesson goes on.
   */
  async *events(from: Place = startOf(1, this.lesson)): LessonEvents {
    const { number, id, title, scenes } = this.lesson;
    if (!this.run) yield { type: 'lesson', number, id, title, scenes: scenes.length };
    if (!this.run && this.lesson.needs.length > 0) {
      yield* awaitLab(this.opening);
      await checkNeeds(this.lesson, await this.lab);
    }
    if (this.begun || from.scene > 0 || from.block > 0) yield* this.goTo(from);

    const tally = { expectations: 0, failed: 0 };
    for (const [index, scene] of scenes.entries()) {
      if (index < from.scene) continue;
      const first = index === from.scene ? from.block : 0;
      if (first === 0) {
        this.at = { scene: index, block: 0 };
        yield { type: 'scene', number: index + 1, of: scenes.length, title: scene.title, line: scene.line };
      }
      for (const [place, block] of scene.blocks.entries()) {
        if (place < first) continue;
        this.at = { scene: index, block: place };
        if (!isStep(block)) yield* show(block);
        else {
          const run = yield* this.open();
          this.begun = true;
          if (block.kind === 'http') this.asked = block;
          const seen = yield* takeStep(block, run);
          yield* judge(block, seen, run, tally);
        }
      }
    }
    this.finished = true;
    yield { type: 'end', ok: tally.failed === 0, ...tally };
  }

  /** Carries out a step that is not of the lesson, with the servers and stores as they are now. */
  async *aside(step: ExpectingStep): LessonEvents {
    const run = yield* this.open();
    this.begun = true;
    if (step.kind === 'http') this.asked = step;
    try {
      // What is tried out is no part of what the lesson counts, draws or remembers.
      for await (const event of takeStep(step, { ...run, names: new Map(), requests: [], moments: [] })) {
        if (mayChange(event)) this.touched = true;
        if (event.type !== 'step') yield event;
      }
    } catch (error) {
      if (mayHaveChanged(step)) this.touched = true;
      throw error;
    }
  }

  /** Notes that another program has had its hands on the stores. */
  stray(): void {
    this.begun = true;
    this.touched = true;
  }

  private async *open(): Events<Run> {
    if (this.run) return this.run;
    const lab = yield* awaitLab(this.opening);
    yield { type: 'lab', postgres: summaryOf(lab.postgres), redis: summaryOf(lab.redis) };
    yield serversEvent(lab);
    this.run = newRun(this.lesson, lab);
    return this.run;
  }

  private async *goTo(place: Place): LessonEvents {
    const { lab } = yield* this.open();
    if (this.begun) {
      await lab.reset();
      await beginLesson(this.lesson, lab);
      this.run = newRun(this.lesson, lab);
      this.touched = false;
    }
    const before = blocksBefore(place, this.lesson);
    this.begun = before.some(isStep);
    yield* replay(before, yield* this.open());
    yield { type: 'replayed', scenes: place.scene, within: place.block > 0 };
  }
}
