import type { Backend } from './backend.js';

/**
 * What one connection has SET. The backend has one place for all, so a connection's settings are noted when
 * they may have changed, as the statement that makes them again, and put in force when its turn comes.
 */
export class Settings {
  #own = '';
  #touched = false;

  constructor(private readonly backend: Backend) {}

  /** Puts this connection's settings in place of another's. Only between transactions. */
  async bring(): Promise<void> {
    if (this.backend.settings === this.#own) return;
    await this.backend.query(this.#own === '' ? 'RESET ALL' : `RESET ALL; SELECT ${this.#own}`);
    this.backend.settings = this.#own;
  }

  /** Takes note of a statement's end, in a batch with this SQL. */
  note(tag: string, texts: readonly string[]): void {
    this.#touched ||= /^(SET|RESET|DISCARD ALL)$/.test(tag) || texts.some((sql) => /set_config/i.test(sql));
  }

  /** Reads what there is when something may have changed. Only between transactions. */
  async keep(): Promise<void> {
    if (!this.#touched) return;
    this.#touched = false;
    // What is of one transaction only cannot be set for the next ones.
    const rows = await this.backend.query(
      `SELECT format('set_config(%L, %L, false)', name, setting) FROM pg_settings
       WHERE source = 'session' AND name NOT LIKE 'transaction%' ORDER BY name`,
    );
    this.#own = rows.flat().join(', ');
    this.backend.settings = this.#own;
  }
}
