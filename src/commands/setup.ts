import { readFileSync } from 'node:fs';
import { forgetConfig } from '../config.js';
import { exitCodes, usageError } from '../errors.js';
import { packageRoot } from '../package-root.js';
import { canPrompt } from './can-prompt.js';
import { withSession } from './session.js';
import { type ChoosingFlags, setupByFlags } from './setup/by-flags.js';

export interface SetupOptions extends ChoosingFlags {
  show?: true;
  forget?: true;
  compose?: true;
}

const tell = (line: string) => void process.stdout.write(`${line}\n`);

/**
 * Lets the learner choose which PostgreSQL and which Redis to use: by questions, or by flags. Each is tried, and saved
 * only if it works. Returns the exit code.
 */
export async function setupCommand(options: SetupOptions): Promise<number> {
  const { show, forget, compose, ...flags } = options;
  const alone = [show && '--show', forget && '--forget', compose && '--compose'].filter(
    (flag) => flag !== undefined,
  );
  const choosing = Object.keys(flags).filter((flag) => flag !== 'debug').length > 0;
  if (alone.length > 1 || (alone.length === 1 && choosing)) {
    throw usageError(`${alone[0]} stands alone: leave the other options out.`);
  }
  if (compose) return printCompose();
  if (forget) return forgetSaved();
  if (show) return showSaved();
  if (choosing) {
    checkFlags(flags);
    return withSession(({ signal }) => setupByFlags(flags, signal, tell));
  }
  if (!canPrompt()) {
    throw usageError(
      'Questions need a terminal. Without one, name the stores: --postgres-url, --redis-url, or --embedded.',
    );
  }
  const { setupByQuestions } = await import('./setup/by-questions.js');
  return withSession(({ signal }) => setupByQuestions(signal));
}

function checkFlags({ postgresUrl, redisUrl, caFile, savePassword, embedded }: ChoosingFlags): void {
  const url = postgresUrl ?? redisUrl;
  if (url !== undefined && embedded) {
    throw usageError('--embedded leaves all other stores out: give it, or a URL, but not both.');
  }
  if (url !== undefined) return;
  const idle = caFile !== undefined ? '--ca-file' : savePassword && '--save-password';
  if (idle) throw usageError(`${idle} belongs to a URL: add --postgres-url or --redis-url.`);
}

function printCompose(): number {
  process.stdout.write(readFileSync(`${packageRoot}/compose.yaml`, 'utf8'));
  return exitCodes.ok;
}

function forgetSaved(): number {
  forgetConfig();
  tell(
    'Forgotten: the embedded stores are used again. What was made in stores of yours, `cache-tutorial clean` removes.',
  );
  return exitCodes.ok;
}

async function showSaved(): Promise<number> {
  const { savedLines } = await import('./setup/show.js');
  for (const line of savedLines((message) => process.stderr.write(`cache-tutorial: ${message}\n`)))
    tell(line);
  return exitCodes.ok;
}
