import type { Snapshot } from '../../lab/snapshot.js';

/** Both stores after a miss. */
export const fresh: Snapshot = {
  postgres: {
    watched: [{ label: 'latte orders', value: '124873', change: 'same' }],
    newest: { id: 500000, drink: 'mocha', size: 'small', change: 'same' },
    refusal: null,
  },
  redis: {
    keys: [{ key: 'orders:count:latte', type: 'string', value: '124873', ttlMs: null, change: 'added' }],
    more: 0,
  },
  comparisons: [
    {
      label: 'latte orders',
      key: 'orders:count:latte',
      truth: '124873',
      cached: '124873',
      agreement: 'fresh',
    },
  ],
  agreement: 'fresh',
};

/** Both stores after a row was added behind the cache's back. */
export const stale: Snapshot = {
  postgres: {
    watched: [{ label: 'latte orders', value: '124874', change: 'changed' }],
    newest: { id: 500001, drink: 'latte', size: 'large', change: 'added' },
    refusal: null,
  },
  redis: {
    keys: [{ key: 'orders:count:latte', type: 'string', value: '124873', ttlMs: 4812, change: 'same' }],
    more: 0,
  },
  comparisons: [
    {
      label: 'latte orders',
      key: 'orders:count:latte',
      truth: '124874',
      cached: '124873',
      agreement: 'stale',
    },
  ],
  agreement: 'stale',
};

/** Both stores when the key has expired. */
export const expired: Snapshot = {
  postgres: {
    watched: [{ label: 'latte orders', value: '124874', change: 'same' }],
    newest: { id: 500001, drink: 'latte', size: 'large', change: 'same' },
    refusal: null,
  },
  redis: {
    keys: [{ key: 'orders:count:latte', type: 'string', value: '124873', ttlMs: null, change: 'removed' }],
    more: 0,
  },
  comparisons: [
    { label: 'latte orders', key: 'orders:count:latte', truth: '124874', cached: null, agreement: 'empty' },
  ],
  agreement: 'empty',
};
