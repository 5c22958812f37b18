import type { LessonEvent } from './lesson/events.js';
import { isDate, isRecord, type Misread, parseVersioned } from './versioned-json.js';

type Of<T extends LessonEvent['type']> = Extract<LessonEvent, { type: T }>;

/** Announcements, and reports of progress: nothing that a learner saw stays away with them. */
type Passing = 'preparing' | 'waiting' | 'loading' | 'step' | 'question' | 'serving';

const passing: ReadonlySet<string> = new Set<Passing>([
  'preparing',
  'waiting',
  'loading',
  'step',
  'question',
  'serving',
]);

/** What was only read; a run that was left before anything else replaces no recording. */
const onlyRead: ReadonlySet<string> = new Set(['prose', 'code', 'lab', 'servers', 'replayed']);

type Kept = Exclude<LessonEvent, { type: Passing | 'lesson' | 'scene' | 'end' }>;

/** What is kept of a scene; `tried` is what the learner tried out, aside from the lesson. */
export type RecordedEvent = Kept & { readonly tried?: true };

export interface RecordedScene {
  readonly number: number;
  readonly title: string;
  /** When it began, in ISO 8601. */
  readonly at: string;
  readonly events: readonly RecordedEvent[];
}

/** A lesson as the learner ran it, in one session or several. */
export interface RunRecording {
  readonly version: 1;
  /** In ISO 8601. */
  readonly savedAt: string;
  /** `scenes` is how many there are, recorded or not. */
  readonly lesson: Omit<Of<'lesson'>, 'type'>;
  /** By number, each once. */
  readonly scenes: readonly RecordedScene[];
  /** Whether the last session came to the end of the lesson. */
  readonly ended: boolean;
}

/** Takes up the events of a run, on top of what an earlier session has recorded. */
export class Recorder {
  private lesson: RunRecording['lesson'] | null;
  private scenes: { number: number; title: string; at: string; events: RecordedEvent[] }[];
  private ended: boolean;
  /** What came before a scene of this run began. */
  private pending: RecordedEvent[] = [];
  private begun = false;
  /** Something was done that is not yet saved. */
  changed = false;

  constructor(earlier: RunRecording | null) {
    this.lesson = earlier?.lesson ?? null;
    this.scenes = earlier?.scenes.map((scene) => ({ ...scene, events: [...scene.events] })) ?? [];
    this.ended = earlier?.ended ?? false;
  }

  /** A scene takes the place of the one with its number, and of all that followed. */
  add(event: LessonEvent, aside?: true): void {
    if (event.type === 'lesson') {
      const { type: _, ...lesson } = event;
      this.lesson = lesson;
    } else if (event.type === 'scene') this.begin(event);
    else if (event.type === 'end') {
      this.ended = true;
      this.changed = true;
    } else if (isKept(event)) {
      const scene = this.begun ? this.scenes.at(-1) : undefined;
      (scene?.events ?? this.pending).push({ ...shortened(event), ...(aside && { tried: true }) });
      if (!onlyRead.has(event.type)) this.changed = true;
    }
  }

  /** What there is by now; null before a lesson has begun. */
  get recording(): RunRecording | null {
    const { lesson, scenes, ended } = this;
    return lesson && { version: 1, savedAt: new Date().toISOString(), lesson, scenes, ended };
  }

  private begin({ number, title }: Of<'scene'>): void {
    this.scenes = this.scenes.filter((scene) => scene.number < number);
    this.scenes.push({ number, title, at: new Date().toISOString(), events: this.pending });
    this.pending = [];
    this.begun = true;
    this.ended = false;
  }
}

function isKept(event: LessonEvent): event is Kept {
  return !passing.has(event.type);
}

/** So many rows of a result are kept; nobody reads on. */
const mostRows = 200;

function shortened(event: Kept): Kept {
  return event.type === 'sql' ? { ...event, rows: event.rows.slice(0, mostRows) } : event;
}

/** In characters; what a server or a store sent may be longer. */
const longestText = 64 * 1024;

/** Whatever the scheme: to look for one, a text of many dots would take long. */
const credentials = /:\/\/[^\s/?#@:'"]*:[^\s/?#'"]*@/g;

/** The text of a recording's file. Names and passwords within URLs are left out, and long texts cut. */
export function formatRecording(recording: RunRecording): string {
  return `${JSON.stringify(recording, (_, value) => (typeof value === 'string' ? presentable(value) : value))}\n`;
}

function presentable(text: string): string {
  const cut = text.length > longestText ? `${text.slice(0, longestText)}… (${text.length} characters)` : text;
  return cut.replace(credentials, '://');
}

/** Reads the text of a recording's file. */
export function parseRecording(text: string): RunRecording | Misread {
  const value = parseVersioned(text);
  if (typeof value === 'string') return value;
  const whole =
    isDate(value.savedAt) &&
    typeof value.ended === 'boolean' &&
    isLesson(value.lesson) &&
    Array.isArray(value.scenes) &&
    value.scenes.every(isScene);
  return whole ? (value as unknown as RunRecording) : 'damaged';
}

const isLesson = (value: unknown) =>
  isRecord(value) &&
  typeof value.id === 'string' &&
  typeof value.title === 'string' &&
  Number.isSafeInteger(value.number) &&
  Number.isSafeInteger(value.scenes);

const isScene = (value: unknown) =>
  isRecord(value) &&
  Number.isSafeInteger(value.number) &&
  typeof value.title === 'string' &&
  isDate(value.at) &&
  Array.isArray(value.events) &&
  value.events.every((event) => isRecord(event) && typeof event.type === 'string');
