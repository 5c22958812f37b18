import type { Client, QueryArrayResult } from 'pg';
import type { SqlResult } from './lab.js';
import { connectPostgres, endPostgres } from './stores/postgres/connect.js';
import type { Store } from './stores/store.js';

/** A psql of the lab's own: one connection, past the tap. */
export interface SqlPrompt {
  /**
   * Runs one statement, or several: the result is that of the last. Values are PostgreSQL's own text, as
   * psql shows it. Rejects with PostgreSQL's error, or with a TutorialError when it cannot be reached.
   */
  run(text: string): Promise<SqlResult>;
  close(): Promise<void>;
}

type Result = QueryArrayResult<(string | null)[]>;

/** Values as PostgreSQL writes them: `pg` would make JavaScript dates, numbers and booleans of them. */
const asText = { getTypeParser: () => (value: string | Buffer) => value.toString() };

/** Connects at the first statement. */
export function openSqlPrompt(store: Store): SqlPrompt {
  let connecting: Promise<Client> | undefined;

  async function connect(): Promise<Client> {
    try {
      const client = await connectPostgres(store);
      // A lost connection is not used again.
      client.on('end', () => {
        connecting = undefined;
      });
      return client;
    } catch (error) {
      connecting = undefined;
      throw error;
    }
  }

  return {
    async run(text) {
      connecting ??= connect();
      const client = await connecting;
      let tag = '';
      const noteTag = (message: { text: string }) => {
        tag = message.text;
      };
      client.connection.on('commandComplete', noteTag);
      try {
        const start = performance.now();
        const query = { text, rowMode: 'array' as const, types: asText };
        // One result for each statement when there are several, which the types of `pg` leave out.
        const results: Result | Result[] = await client.query<(string | null)[]>(query);
        const durationMs = performance.now() - start;
        const last = [results].flat().at(-1);
        const columns = last?.fields.map((field) => field.name) ?? [];
        return { columns, rows: last?.rows ?? [], command: tag, durationMs };
      } finally {
        client.connection.off('commandComplete', noteTag);
      }
    },
    async close() {
      const client = await connecting?.catch(() => undefined);
      if (client) await endPostgres(client);
    },
  };
}
