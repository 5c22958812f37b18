import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { findRunningPostgres } from './found-stores.js';
import { parsePostgresUrl } from './stores/url/parse-postgres.js';

test.skipIf(process.platform === 'win32')(
  'a PostgreSQL with a Unix socket is found, with a URL that leads there',
  async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'found-'));
    const server = createServer().listen(path.join(folder, '.s.PGSQL.5432'));
    try {
      await once(server, 'listening');
      const found = await findRunningPostgres([path.join(folder, 'nothing'), folder]);
      const [first] = found;
      expect(first?.where).toBe(folder);
      expect(parsePostgresUrl(first?.url ?? '')).toEqual({
        product: 'postgres',
        endpoint: { path: path.join(folder, '.s.PGSQL.5432') },
        encryption: { mode: 'disable' },
        user: userInfo().username,
        database: 'postgres',
      });
    } finally {
      server.close();
      rmSync(folder, { recursive: true });
    }
  },
);
