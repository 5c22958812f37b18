import { isRecord, type Misread, parseVersioned } from './versioned-json.js';

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
  const value = parseVersioned(text);
  if (typeof value === 'string') return value;
  const { name, postgres, redis } = value;
  const whole = isOptional(name, isText) && isOptional(postgres, isChoice) && isOptional(redis, isChoice);
  return whole ? (value as unknown as Config) : 'damaged';
}

/** The text of a config file. */
export function formatConfig(config: Config): string {
  return `${JSON.stringify(config, null, 2)}\n`;
}

const isText = (value: unknown) => typeof value === 'string';

const isOptional = (value: unknown, is: (value: unknown) => boolean) => value === undefined || is(value);

const isChoice = (value: unknown) =>
  value === 'embedded' || (isRecord(value) && isText(value.url) && isOptional(value.caFile, isText));
