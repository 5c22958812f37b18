import { once } from 'node:events';
import { createServer } from 'node:net';
import { exitCodes, usageError } from '../errors.js';
import { listenOn } from '../lab/http/listen.js';
import { countPath, findVariant, variantsDir } from '../lab/variants.js';
import type { LessonEvent } from '../lesson/events.js';
import { awaitLab } from '../lesson/opening.js';
import { agreedStores } from './agreed-stores.js';
import { openWithServers } from './open-with-servers.js';
import { serveEvents } from './serve-events.js';
import { type Session, withSession } from './session.js';
import type { StoreOptions } from './store-choice.js';

const highestPort = 65_535;

export interface ServeOptions extends StoreOptions {
  port?: number;
  copies: number;
  json?: true;
}

/** Runs copies of a variant until Ctrl-C, and shows every request that comes. Returns the exit code. */
export async function serveCommand(variant: string, options: ServeOptions): Promise<number> {
  // Opening the lab takes a while: a variant that there is not is said before.
  findVariant(variantsDir, variant);
  if (options.port !== undefined) await checkPorts(options.port, options.copies);
  return withSession(async (session) => {
    const events = openAndServe(variant, options, session);
    if (options.json) await (await import('../view/json.js')).playJson(events, process.stdout);
    else {
      const [{ playPage }, { screenOf }] = await Promise.all([
        import('../view/plain.js'),
        import('../view/screen.js'),
      ]);
      const screen = screenOf(process.stdout);
      await playPage(events, process.stdout, { ...screen, colour: screen.colour && process.stdout.isTTY });
    }
    return exitCodes.ok;
  });
}

async function* openAndServe(
  variant: string,
  options: ServeOptions,
  session: Session,
): AsyncGenerator<LessonEvent> {
  const servers = { variant, copies: options.copies, env: {} };
  const purpose = { command: `serve ${variant}`, title: null, path: countPath };
  const stores = await agreedStores(options, session);
  const opening = openWithServers(servers, { ...stores, purpose }, session);
  const lab = yield* awaitLab(opening);
  yield* serveEvents(lab, options.port, session);
}

/** Opening the lab takes a while: a port that cannot be had is said before. */
async function checkPorts(first: number, copies: number): Promise<void> {
  if (first + copies - 1 > highestPort) {
    throw usageError(`There are not ${copies} ports from ${first} on. Choose a lower port.`);
  }
  for (let port = first; port < first + copies; port++) {
    const server = createServer();
    await listenOn(server, port);
    server.close();
    await once(server, 'close');
  }
}
