import * as v from 'valibot';
import type { Watch } from '../lab/snapshot.js';
import type { Source } from './lesson-error.js';
import { readYaml } from './yaml-block.js';

const filled = v.pipe(v.string(), v.nonEmpty());

/** The environment of a server: numbers are written as text. */
export const envSchema = v.record(v.string(), v.pipe(v.union([v.string(), v.number()]), v.transform(String)));

/** What a lesson, or a servers block, watches. */
export const watchListSchema = v.array(
  v.strictObject({ label: filled, truth: filled, key: v.optional(filled) }),
);

const frontMatterSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z][a-z-]*$/, 'a word in small letters and hyphens')),
  title: filled,
  minutes: v.pipe(v.number(), v.integer(), v.minValue(1)),
  server: filled,
  copies: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9)), 1),
  env: v.optional(envSchema, {}),
  needs: v.optional(v.array(filled), []),
  watch: watchListSchema,
});

/** Splits a lesson file into its checked front matter and the rest, with the line that the rest starts on. */
export function readFrontMatter(text: string, source: Source) {
  const match = /^---\n([\s\S]*?)\n---\n/.exec(text);
  if (!match) source.fail(1, 'a lesson starts with front matter: fields between two lines of `---`');
  const [whole, yaml = ''] = match;
  return {
    fields: readYaml(yaml, frontMatterSchema, 'the front matter', 2, source),
    rest: text.slice(whole.length),
    restLine: whole.split('\n').length,
  };
}

/** A list of watches without the absent fields. */
export function watchesOf(list: v.InferOutput<typeof watchListSchema>): Watch[] {
  return list.map(({ label, truth, key }) => (key === undefined ? { label, truth } : { label, truth, key }));
}
