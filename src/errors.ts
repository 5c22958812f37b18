/** Exit codes of the program. Success is 0; 130 is Ctrl-C. */
export const exitCodes = { ok: 0, notHeld: 1, usage: 2, environment: 3, interrupted: 130 } as const;

/**
 * A failure that we expected and can explain: one sentence that says what to do next. Shown without a
 * stack (unless `--debug`); the program ends with `exitCode`.
 */
export class TutorialError extends Error {
  override readonly name = 'TutorialError';

  constructor(
    message: string,
    readonly exitCode: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The command line, or a lesson file, is not what it must be. */
export function usageError(message: string, cause?: unknown): TutorialError {
  return new TutorialError(message, exitCodes.usage, { cause });
}

/** Something outside the program is missing or broken: a store, a port, the disk. */
export function environmentError(message: string, cause?: unknown): TutorialError {
  return new TutorialError(message, exitCodes.environment, { cause });
}

/** Whether it is one that we expected. By its name, since the program's first file has a copy of the class of its own. */
export const isExpected = (error: unknown): error is TutorialError =>
  error instanceof Error && error.name === 'TutorialError';

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
