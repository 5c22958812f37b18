import { StoreTrouble } from '../trouble.js';

/** The kind and the message of the StoreTrouble that something rejects with; throws when it does not. */
export async function troubleOf(attempt: Promise<unknown>): Promise<{ kind: string; message: string }> {
  const error = await attempt.then(
    (value) => new Error(`no trouble: ${JSON.stringify(value)}`),
    (reason) => reason,
  );
  if (!(error instanceof StoreTrouble)) throw error;
  return { kind: error.kind, message: error.message };
}
