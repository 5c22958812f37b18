import type { ToClaim } from '../lab/stores/url/claims.js';
import { ordersSizeMb } from '../lab/stores/url/schema.js';
import { paintOf } from './paint.js';
import type { Screen } from './screen.js';
import { hang, wrap } from './text.js';

/** What is to be made, as a part of a sentence. */
export function whatClaims({ product, place, what }: ToClaim): string {
  return product === 'postgres'
    ? `the schema ${what} in ${place}, of about ${ordersSizeMb} MB`
    : `keys in the logical database ${what} of the Redis at ${place}`;
}

/** What is to be made, and what will not be touched, before the learner agrees. */
export function renderClaims(claims: readonly ToClaim[], screen: Screen): string {
  const { heading } = paintOf(screen);
  const head = wrap('These stores are yours. The tutorial would make, the first time:', screen.width);
  const tail = wrap(
    'Nothing else there is read or changed. `cache-tutorial clean` removes it again.',
    screen.width,
  );
  const items = claims.flatMap((claim) => hang(whatClaims(claim), screen.width, '- '));
  return `\n${[...head.map((line) => heading(line)), '', ...items, '', ...tail].join('\n')}\n\n`;
}
