import { exitCodes, TutorialError } from '../../../errors.js';

/** Why a store given by URL cannot be used. */
export type TroubleKind =
  | 'unknown-host'
  | 'refused'
  | 'no-answer'
  | 'closed'
  | 'tls-required'
  | 'tls-not-offered'
  | 'tls-failed'
  | 'not-trusted'
  | 'expired'
  | 'wrong-host'
  | 'client-certificate'
  | 'not-allowed'
  | 'no-password'
  | 'wrong-password'
  | 'unknown-user'
  | 'no-database'
  | 'no-permission'
  | 'too-old'
  | 'too-many-connections'
  | 'starting'
  | 'read-only'
  | 'disk-full'
  | 'wrong-product'
  | 'cluster'
  | 'pooler'
  | 'other';

/** A store given by URL cannot be used: the message says what happened and the one fix, and has no secret in it. */
export class StoreTrouble extends TutorialError {
  constructor(
    readonly kind: TroubleKind,
    message: string,
    cause?: unknown,
  ) {
    super(message, exitCodes.environment, { cause });
  }
}
