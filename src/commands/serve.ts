import { readdirSync } from 'node:fs';
import path from 'node:path';
import { closest } from '../closest.js';
import { exitCodes, usageError } from '../errors.js';
import type { LessonEvent } from '../lesson/events.js';
import { awaitLab } from '../lesson/opening.js';
import { packageRoot } from '../package-root.js';
import { openWithServers, type StoreOptions } from './open-with-servers.js';
import { serveEvents } from './serve-events.js';
import { type Session, withSession } from './session.js';

export interface ServeOptions extends StoreOptions {
  port?: number;
  copies: number;
  json?: true;
}

/** Runs copies of a variant until Ctrl-C, and shows every request that comes. Returns the exit code. */
export async function serveCommand(variant: string, options: ServeOptions): Promise<number> {
  checkVariant(variant);
  return withSession(async (session) => {
    const events = openAndServe(variant, options, session);
    if (options.json) await (await import('../view/json.js')).playJson(events, process.stdout);
    else {
      const [{ playPlain }, { screenOf }] = await Promise.all([
        import('../view/plain.js'),
        import('../view/screen.js'),
      ]);
      await playPlain(events, process.stdout, screenOf(process.stdout));
    }
    return exitCodes.ok;
  });
}

async function* openAndServe(
  variant: string,
  options: ServeOptions,
  session: Session,
): AsyncGenerator<LessonEvent> {
  const opening = openWithServers({ variant, copies: options.copies, env: {} }, options, session);
  const lab = yield* awaitLab(opening);
  yield* serveEvents(lab, options.port, session);
}

function checkVariant(variant: string): void {
  const files = readdirSync(path.join(packageRoot, 'server')).filter((file) => file.endsWith('.ts'));
  const variants = files.map((file) => file.replace(/\.ts$/, ''));
  if (variants.includes(variant)) return;
  const near = closest(variant, variants);
  const hint = near === null ? '' : ` Did you mean ${near}?`;
  throw usageError(`There is no variant "${variant}".${hint} There are: ${variants.join(', ')}.`);
}
