import type { Misread } from './progress-content.js';

/** A store that is somebody's, as it was given. Whether there is a password in the URL was for the learner to decide. */
export interface SavedUrl {
  readonly url: string;
  /** The absolute path of a PEM file with the certificates to trust. */
  readonly caFile?: string;
}

/** Which store to use: the embedded one, or that at a URL. */
export type StoreChoice = 'embedded' | SavedUrl;

/** What `setup` has saved. A store that is not chosen is found as without any setup. */
export interface Config {
  readonly version: 1;
  /** The learner's part of the schema's name, `cache_tutorial_<name>`. */
  readonly name?: string;
  readonly postgres?: StoreChoice;
  readonly redis?: StoreChoice;
}

export const nothingChosen: Config = { version: 1 };

/** Reads a config file. Fields that this version does not know are kept. */
export function parseConfig(text: string): Config | Misread {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'damaged';
  }
  if (!isRecord(value)) return 'damaged';
  const { version, name, postgres, redis } = value;
  if (typeof version === 'number' && version > 1) return 'newer';
  const whole =
    version === 1 &&
    isOptional(name, isText) &&
    isOptional(postgres, isChoice) &&
    isOptional(redis, isChoice);
  return whole ? (value as unknown as Config) : 'damaged';
}

/** The text of a config file. */
export function formatConfig(config: Config): string {
  return `${JSON.stringify(config, null, 2)}\n`;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isText = (value: unknown) => typeof value === 'string';

const isOptional = (value: unknown, is: (value: unknown) => boolean) => value === undefined || is(value);

const isChoice = (value: unknown) =>
  value === 'embedded' || (isRecord(value) && isText(value.url) && isOptional(value.caFile, isText));
