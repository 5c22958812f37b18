/** A text that stands once in a file, and what to put in its place. */
export type Edit = readonly [find: string, put: string];

/** The expectation that must be the first to fail, and what it must say. */
export interface Failure {
  /** A text that stands once in the lesson, before the expectation. */
  readonly after: string;
  /** The expectation as the lesson has it: the first of these words after `after`. */
  readonly text: string;
  /** What it reports as got: the text, a pattern of it, or how much more than expected it is. */
  readonly got: string | RegExp | number;
}

/** One thing broken on purpose. */
export interface Mutation {
  /** What is broken. No two of a lesson have the same name. */
  readonly name: string;
  /** Tried in the short form, too. */
  readonly short?: true;
  /** A compiled file below `dist/server`, or `lesson.md` for the page itself. */
  readonly file: string;
  readonly edits: readonly Edit[];
  readonly fails: Failure;
}

/** Makes the edits. Throws when a text to replace does not stand in `text` exactly once. */
export function edited(text: string, { name, file, edits }: Omit<Mutation, 'fails'>): string {
  let result = text;
  for (const [find, put] of edits) {
    onlyPlace(result, find, `${file}, to be mutated so that “${name}”`);
    result = result.replace(find, () => put);
  }
  return result;
}

/** The line, from 1, of the expectation in the lesson's page. Throws when it is not there. */
export function lineOf(page: string, { after, text }: Omit<Failure, 'got'>): number {
  const from = onlyPlace(page, after, 'the lesson');
  const at = page.indexOf(`\n> - ${text}\n`, from);
  if (at === -1) throw new Error(`“${text}” does not stand after “${after}” in the lesson`);
  return page.slice(0, at + 1).split('\n').length;
}

/** Where `find` stands in `text`. Throws unless it stands there exactly once. */
function onlyPlace(text: string, find: string, where: string): number {
  const found = text.split(find).length - 1;
  if (found !== 1) throw new Error(`stands ${found} times, not once, in ${where}: ${find}`);
  return text.indexOf(find);
}
