import { messageOf } from '../../../errors.js';
import type { PostgresAddress } from './address.js';
import { codeOf } from './connect-trouble.js';
import { at } from './probe/postgres-trouble.js';
import { StoreTrouble } from './trouble.js';

/** Why PostgreSQL does not write though it answers; undefined when the error has another cause. */
export function writeTrouble(address: PostgresAddress, error: unknown): StoreTrouble | undefined {
  const said = messageOf(error);
  switch (codeOf(error)) {
    case '53100':
      return new StoreTrouble(
        'disk-full',
        `${at(address)} cannot write, since its disk is full (${said}): make room there.`,
        error,
      );
    case '25006':
      return new StoreTrouble(
        'read-only',
        `${at(address)} can only be read now (${said}): make room on its disk, or use the URL of the primary.`,
        error,
      );
  }
  return undefined;
}
