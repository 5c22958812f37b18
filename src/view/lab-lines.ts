import type { LessonEvent, StoreSummary } from '../lesson/events.js';
import { shellQuote } from './curl.js';
import { paintOf } from './paint.js';
import type { Screen } from './screen.js';
import { widthOf, wrap } from './text.js';

type Of<T extends LessonEvent['type']> = Extract<LessonEvent, { type: T }>;

/** The stores, each with the command that looks into it. */
export function renderStoreLines({ postgres, redis }: Of<'lab'>, screen: Screen): string {
  return [storeLine(postgres, screen), storeLine(redis, screen)].flat().join('\n');
}

/** The copies of the server that run, and where. */
export function renderServerLines({ variant, copies }: Of<'servers'>, screen: Screen): string {
  return copies
    .flatMap(({ name, url }) => {
      const copy = copies.length > 1 ? ` (copy ${name})` : '';
      return beforeCode(`server/${variant}.ts${copy}`, url, screen);
    })
    .join('\n');
}

const kinds = { embedded: 'embedded', local: 'local program', url: 'yours' } as const;

const clients: Readonly<Record<string, string>> = {
  PostgreSQL: 'psql',
  Redis: 'redis-cli -u',
  Valkey: 'valkey-cli -u',
};

/** A store, and the command that looks into it. */
function storeLine({ kind, product, version, url, place }: StoreSummary, screen: Screen): string[] {
  const client = `${clients[product] ?? ''} ${shellQuote(url)}`.trim();
  return beforeCode(`${product} ${version} (${place ?? kinds[kind]})`, client, screen);
}

/** A URL or command stands after its name, or on a line of its own; it is there to be pasted, so never broken. */
function beforeCode(name: string, text: string, screen: Screen): string[] {
  const { code } = paintOf(screen);
  if (widthOf(name) + 2 + widthOf(text) <= screen.width) return [`${name}  ${code(text)}`];
  return [...wrap(name, screen.width), code(text)];
}
