import { configFile, readConfig } from '../../config.js';
import type { StoreChoice } from '../../config-content.js';
import { messageOf } from '../../errors.js';
import { describeAddress } from '../../lab/stores/url/describe-address.js';
import { withTilde } from '../../view/tilde.js';
import { addressOf, type Product, postgres, redis } from './product.js';
import { hasPassword, isUrl } from './save.js';

/** What is saved, as lines for people: no password. `report` is told when it cannot be understood. */
export function savedLines(report: (message: string) => void): string[] {
  const config = readConfig(report);
  const schema = config.name === undefined ? [] : [`Schema      cache_tutorial_${config.name}`];
  return [
    `PostgreSQL  ${describeChoice(postgres, config.postgres) ?? 'not chosen: embedded'}`,
    `Redis       ${describeChoice(redis, config.redis) ?? 'not chosen: a redis-server on PATH, or embedded'}`,
    ...schema,
    `Kept in     ${withTilde(configFile())}`,
  ];
}

/** A choice for people, without its password; undefined where nothing was chosen. */
function describeChoice(product: Product, choice: StoreChoice | undefined): string | undefined {
  if (!isUrl(choice)) return choice;
  try {
    return `${describeAddress(addressOf(product, choice))}, ${passwordNote(product, choice)}`;
  } catch (error) {
    return messageOf(error);
  }
}

function passwordNote({ passwordVariable }: Product, choice: StoreChoice): string {
  if (hasPassword(choice)) return 'password saved';
  return process.env[passwordVariable] ? `password from ${passwordVariable}` : 'no password';
}
