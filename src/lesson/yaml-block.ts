import * as v from 'valibot';
import { messageOf } from '../errors.js';
import { listNames, type Source } from './lesson-error.js';
import { LineCounter, parseDocument } from './yaml.js';

/**
 * Reads YAML that starts at `firstLine` of a lesson and checks it against a strict schema. Fails with the
 * line of the field that is wrong, unknown or missing, and says what was expected instead.
 */
export function readYaml<Schema extends v.StrictObjectSchema<v.ObjectEntries, undefined>>(
  text: string,
  schema: Schema,
  what: string,
  firstLine: number,
  source: Source,
): v.InferOutput<Schema> {
  const lines = new LineCounter();
  // Besides what it reports, the library throws: where it nests too deep, and at an alias of nothing.
  const orFail = <T>(read: () => T): T => {
    try {
      return read();
    } catch (error) {
      source.fail(firstLine, `this is not YAML: ${messageOf(error)}`);
    }
  };
  const document = orFail(() => parseDocument(text, { lineCounter: lines, logLevel: 'error' }));
  const syntax = document.errors[0];
  if (syntax) {
    const line = firstLine + lines.linePos(syntax.pos[0]).line - 1;
    source.fail(line, `this is not YAML: ${syntax.message.split(/ at line|\n/)[0]}`);
  }

  const result = v.safeParse(
    schema,
    orFail(() => document.toJS()),
  );
  if (result.success) return result.output;

  const issue = result.issues[0];
  const keys = (issue.path ?? []).map((item) => item.key as string | number);
  const range = nodeRange(document, keys);
  const line = range === undefined ? firstLine : firstLine + lines.linePos(range).line - 1;
  const name = keys.join('.');
  const known = listNames(Object.keys(schema.entries));
  if (keys.length === 0) source.fail(line, `${what} is a list of fields: ${known}`);
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    source.fail(line, `${what} has no field \`${name}\`; it has ${known}`);
  }
  if (issue.type === 'strict_object') source.fail(line, `${what} lacks the field \`${name}\``);
  source.fail(
    line,
    `\`${name}\` of ${what} must be ${issue.expected ?? issue.message}, not ${issue.received}`,
  );
}

/** Offset of the node at a path; of its nearest parent where there is none. */
function nodeRange(
  document: ReturnType<typeof parseDocument>,
  keys: (string | number)[],
): number | undefined {
  for (let length = keys.length; length > 0; length--) {
    const parent = length === 1 ? document.contents : document.getIn(keys.slice(0, length - 1), true);
    const items = (parent as { items?: { key?: { value?: unknown; range?: number[] } }[] } | null)?.items;
    const pair = items?.find((item) => item.key?.value === keys[length - 1]);
    if (pair?.key?.range) return pair.key.range[0];
  }
  return undefined;
}
