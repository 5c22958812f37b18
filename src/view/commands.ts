import type { Key } from './keys.js';

/** What a learner can ask for where a lesson waits. */
export type Command =
  | 'go'
  | 'back'
  | 'jump'
  | 'again'
  | 'play'
  | 'trace'
  | 'code'
  | 'diff'
  | 'explain'
  | 'psql'
  | 'redis-cli'
  | 'keys'
  | 'quit';

interface Binding {
  readonly command: Command;
  readonly keys: readonly string[];
  /** How the keys are called, and what they do. */
  readonly text: readonly [string, string];
}

const bindings: readonly Binding[] = [
  { command: 'go', keys: ['return', 'enter', 'space'], text: ['Enter, Space', 'go on'] },
  { command: 'back', keys: ['b'], text: ['b', 'back: this scene again, or the one before'] },
  { command: 'jump', keys: ['j'], text: ['j', 'jump to a scene'] },
  { command: 'play', keys: ['>'], text: ['>', 'try things out: requests, SQL, Redis'] },
  { command: 'again', keys: ['r'], text: ['r', 'the last request again'] },
  { command: 'trace', keys: ['t'], text: ['t', 'the trace of the last request in full'] },
  { command: 'code', keys: ['c'], text: ['c', 'the code of the running server'] },
  { command: 'diff', keys: ['d'], text: ['d', 'what changed from the server before'] },
  { command: 'explain', keys: ['e'], text: ['e', 'explain: a hint, or the last answer'] },
  { command: 'psql', keys: ['p'], text: ['p', 'open psql, connected'] },
  { command: 'redis-cli', keys: ['k'], text: ['k', 'open redis-cli, connected'] },
  { command: 'keys', keys: ['?'], text: ['?', 'these keys'] },
  { command: 'quit', keys: ['q'], text: ['q, Ctrl-D', 'quit; next time goes on here'] },
];

/** What a key asks for; null when nothing. */
export function commandOf({ name, ctrl }: Key): Command | null {
  if (ctrl) return name === 'd' ? 'quit' : null;
  return bindings.find(({ keys }) => keys.includes(name))?.command ?? null;
}

/** Every key and what it does, in the order in which one needs them. */
export const keyTexts: readonly (readonly [string, string])[] = [
  ...bindings.map(({ text }) => text),
  ['a b c, 1 2 3', 'answer a question'],
  ['Up, Down', 'choose an answer, for Enter'],
  ['Ctrl-C', 'stop, also in the middle of a step'],
  ['Ctrl-Z', 'suspend; `fg` comes back'],
];
