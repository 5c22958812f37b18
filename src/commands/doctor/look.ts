import type { Finding } from '../../view/doctor.js';

/** Something to look at, named before it is looked at. */
export interface Look extends Pick<Finding, 'id' | 'label'> {
  /** Rejects only for what nobody has foreseen. */
  readonly take: (signal: AbortSignal) => Promise<Verdict>;
}

/** What a look has come to. */
export interface Verdict extends Pick<Finding, 'status' | 'found'> {
  /** One thing to do about it, where there is something to do. */
  readonly fix?: string;
}
