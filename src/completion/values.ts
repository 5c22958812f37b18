import { listVariants } from '../lab/variants.js';
import { type CatalogueEntry, listLessons } from '../lesson/catalogue.js';
import type { Candidate, Values } from './candidates.js';

/** What the arguments and options of the tutorial's commands take, by the names that they are declared with. */
export const values: Values = {
  lesson: () => named(listLessons()),
  exercise: () => named(listLessons().filter(({ exercise }) => exercise !== null)),
  variant: () => listVariants().map((word) => ({ word, about: `server/${word}.ts` })),
  directory: () => 'directories',
  file: () => 'files',
  /** Of psql and redis-cli: what they take is theirs, but often a file. */
  args: () => 'files',
};

function named(lessons: readonly CatalogueEntry[]): Candidate[] {
  return [
    ...lessons.map(({ number, title }) => ({ word: String(number), about: title })),
    ...lessons.map(({ id, title }) => ({ word: id, about: title })),
  ];
}
