import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type Config, nothingChosen, parseConfig } from './config-content.js';
import { environmentError, messageOf } from './errors.js';
import { userDirectory } from './user-directory.js';
import type { Misread } from './versioned-json.js';

/** Where what `setup` saved is kept: a JSON file in the user's config directory. */
export function configFile(): string {
  return path.join(userDirectory('config'), 'config.json');
}

/**
 * Reads what `setup` has saved, and changes nothing. A file that cannot be understood counts as none, and `report` is
 * told; it stays where it is until something is to be saved, and is kept aside then.
 */
export function readConfig(report: (message: string) => void = () => {}): Config {
  const file = configFile();
  try {
    const config = readFile(file);
    if (typeof config !== 'string') return config;
    report(`Your settings in ${file} ${complaints[config]}; \`cache-tutorial setup\` makes new ones.`);
  } catch (error) {
    report(messageOf(error));
  }
  return nothingChosen;
}

/**
 * Saves settings in place of those that are there. A reader, or a crash, never meets half of them, and nobody but the
 * user can read them. A file that cannot be understood is kept aside under another name, and `report` is told.
 * Rejects with an environment error when the directory cannot be written.
 */
export async function saveConfig(
  config: Config,
  report: (message: string) => void = reportToLearner,
): Promise<void> {
  const file = configFile();
  const directory = path.dirname(file);
  const [{ keepAside, replaceFile }, { formatConfig }, { withLock }] = await Promise.all([
    import('./kept-file.js'),
    import('./config-content.js'),
    import('./lab/lock.js'),
  ]);
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    await withLock(path.join(directory, 'setup-lock'), async () => {
      const found = readFile(file);
      if (typeof found === 'string') {
        const aside = keepAside(file);
        report(`Your settings ${complaints[found]}; they are kept as ${aside}, and new ones are begun.`);
      }
      replaceFile(file, formatConfig(config), 0o600);
    });
  } catch (error) {
    throw environmentError(
      `Your settings could not be saved: ${messageOf(error)}. Make ${directory} writable.`,
      error,
    );
  }
}

/** Removes what was saved. Throws an environment error when that cannot be done. */
export function forgetConfig(): void {
  const file = configFile();
  try {
    rmSync(file, { force: true });
  } catch (error) {
    throw environmentError(`${file} could not be removed (${messageOf(error)}): remove it yourself.`, error);
  }
}

function readFile(file: string): Config | Misread {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return nothingChosen;
    throw environmentError(
      `Your settings could not be read (${messageOf(error)}): make the file readable.`,
      error,
    );
  }
  return parseConfig(text);
}

const complaints = {
  newer: 'were written by a newer version of the tutorial',
  damaged: 'are damaged and cannot be read',
} as const;

const reportToLearner = (message: string) => process.stderr.write(`cache-tutorial: ${message}\n`);
