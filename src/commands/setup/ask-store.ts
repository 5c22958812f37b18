import type { StoreChoice } from '../../config-content.js';
import { findLocalRedis } from '../../lab/stores/redis/local.js';
import { askForAiven } from './ask-aiven.js';
import { type Asking, askForUrl } from './ask-url.js';

/** Which store to use; undefined: as without any setup. */
export interface StoreAnswer {
  readonly choice: StoreChoice | undefined;
}

interface Way {
  readonly label: string;
  readonly note: string;
  /** Resolves with null when the learner came back from it. */
  readonly value: () => Promise<StoreAnswer | null>;
}

/** Asks which PostgreSQL, or which Redis, to use, and tries it. Null: the learner went back. */
export async function askForStore(asking: Asking): Promise<StoreAnswer | null> {
  const { product, questions } = asking;
  const found = await questions.during('Looking at this machine', product.findRunning());
  const ways: Way[] = [
    ...waysWithoutUrl(asking),
    ...found.map(({ where, url }) => ({
      label: `The one at ${where}`,
      note: 'it runs on this machine; you give its user and database',
      value: () => answer(askForUrl(asking, { url }, false)),
    })),
    {
      label: 'A URL',
      note: 'of a server of yours, or a managed service',
      value: () => answer(askForUrl(asking, { url: '' }, false)),
    },
    {
      label: 'Aiven',
      note: 'a managed service, and how to get one',
      value: () => answer(askForAiven(asking)),
    },
  ];
  for (;;) {
    const way = await questions.choose(`Which ${product.name} shall the lessons use?`, ways);
    if (way === null) return null;
    const answered = await way();
    if (answered !== null) return answered;
  }
}

function waysWithoutUrl({ product }: Asking): Way[] {
  const embedded: Way = {
    label: 'The embedded one',
    note: 'nothing to install, nothing left behind',
    value: async () => ({ choice: 'embedded' }),
  };
  const program = product.key === 'redis' ? findLocalRedis() : undefined;
  if (program === undefined) return [embedded];
  const own: Way = {
    label: 'A redis-server of our own',
    note: `${program}, started for each lesson`,
    value: async () => ({ choice: undefined }),
  };
  return [own, embedded];
}

async function answer(asked: Promise<StoreAnswer['choice'] | null>): Promise<StoreAnswer | null> {
  const choice = await asked;
  return choice === null ? null : { choice };
}
