import type { Engine } from './engine.js';
import { Notifications } from './notifications.js';
import type { BackendStatements } from './statements.js';

/** PGlite's one session, and what all who share it must know of one another. */
export class Backend {
  readonly notifications = new Notifications();
  readonly statements: BackendStatements = { generation: 0, unnamed: undefined };
  /** The settings that are in force, see `Settings`. */
  settings = '';

  constructor(readonly engine: Engine) {}

  /** Runs statements of the front's own, between two turns. Rejects with the backend's message. */
  async query(sql: string): Promise<string[][]> {
    this.statements.unnamed = undefined;
    return this.engine.query(sql);
  }
}
