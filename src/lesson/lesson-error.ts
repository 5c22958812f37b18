import { exitCodes, TutorialError } from '../errors.js';

/** A lesson file is not what it must be. The message starts with the file and the line. */
export class LessonError extends TutorialError {
  constructor(
    readonly file: string,
    readonly line: number,
    readonly problem: string,
  ) {
    super(`${file}:${line}: ${problem}`, exitCodes.notHeld);
  }
}

/** Where something stands, for messages: reports a problem at a line of one file. */
export interface Source {
  readonly file: string;
  fail(line: number, problem: string): never;
}

export function sourceOf(file: string): Source {
  return {
    file,
    fail(line, problem) {
      throw new LessonError(file, line, problem);
    },
  };
}

/** ``a``, `b` and `c`: a list of names for a message. */
export function listNames(names: readonly string[], joint = 'and'): string {
  const quoted = names.map((name) => `\`${name}\``);
  if (quoted.length < 2) return quoted.join('');
  return `${quoted.slice(0, -1).join(', ')} ${joint} ${quoted.at(-1)}`;
}
