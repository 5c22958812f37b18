import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { environmentError, messageOf } from '../errors.js';
import { childEnvironment } from './process/environment.js';
import { findProgram } from './process/find-program.js';
import { lendSignals } from './process/lend-signals.js';
import { withoutPassword } from './stores/url/edit-url.js';

/** The programs with which one looks into the stores by hand. */
export type Client = 'psql' | 'redis-cli';

interface Kind {
  /** The first that is installed is used. */
  readonly programs: readonly string[];
  readonly connectTo: (url: string) => readonly string[];
  /** The variable in which it takes a password: everybody can read the arguments of a process. */
  readonly passwordIn: string;
  /** How to get it, on Debian and on macOS. */
  readonly install: readonly [debian: string, macOS: string];
  readonly language: string;
}

const kinds: Readonly<Record<Client, Kind>> = {
  psql: {
    programs: ['psql'],
    connectTo: (url) => [`--dbname=${url}`],
    passwordIn: 'PGPASSWORD',
    install: ['apt install postgresql-client', 'brew install libpq && brew link --force libpq'],
    language: 'SQL',
  },
  'redis-cli': {
    programs: ['redis-cli', 'valkey-cli'],
    connectTo: (url) => ['-u', url],
    passwordIn: 'REDISCLI_AUTH',
    install: ['apt install redis-tools', 'brew install redis'],
    language: 'Redis commands',
  },
};

/**
 * Opens a client in the terminal of this program, connected to the store that `login` is the URL of, with further arguments. Resolves
 * with its exit code when the learner leaves it; for a signal that ended it, with 128 and the signal's number.
 * Ctrl-C and Ctrl-\ are the client's meanwhile. Who reads keys has to let go of the terminal before, and to take it
 * back afterwards: the client leaves its mode as it found it.
 * Rejects with a TutorialError when the client is not installed, or does not start.
 */
export async function openClient(
  client: Client,
  login: string,
  args: readonly string[] = [],
): Promise<number> {
  const { programs, connectTo, passwordIn } = kinds[client];
  const file = findProgram(programs);
  if (file === undefined) throw notInstalled(client);
  const password = decodeURIComponent(new URL(login).password);
  const env = childEnvironment(password === '' ? {} : { [passwordIn]: password });
  const signals = lendSignals();
  try {
    // Not detached: it has to be in the terminal's foreground job, as we are, to read from it.
    const child = spawn(file, [...connectTo(withoutPassword(login)), ...args], { stdio: 'inherit', env });
    signals.passOnTo(child);
    return await new Promise<number>((resolve, reject) => {
      child.once('error', (error) =>
        reject(environmentError(`${file} does not start (${messageOf(error)}): install it again.`, error)),
      );
      child.once('exit', (code, signal) => resolve(signal ? 128 + constants.signals[signal] : (code ?? 0)));
    });
  } finally {
    signals.end();
  }
}

function notInstalled(client: Client) {
  const { install, language } = kinds[client];
  const [debian, macOS] = install;
  return environmentError(
    `${client} is not installed: get it with \`${debian}\` (Debian, Ubuntu) or \`${macOS}\` (macOS), ` +
      `or type ${language} at the > prompt of a lesson.`,
  );
}
