/** Values that steps have remembered under a name; the fields of an answer as `name.field`. */
export type Names = Map<string, string>;

/** What an expectation compares with: a literal, or a remembered value, perhaps plus or minus something. */
export interface Value {
  /** The name it refers to, without a field; null for a literal. */
  readonly name: string | null;
  resolve(names: Names): string;
}

/** Reads `5`, `"latte"`, `before`, `before + 1` or `first.count - 2`; null when it is none of these. */
export function parseValue(text: string): Value | null {
  if (/^-?\d+(\.\d+)?$/.test(text)) return { name: null, resolve: () => text };
  const quoted = /^"(.*)"$/.exec(text);
  if (quoted) return { name: null, resolve: () => quoted[1] ?? '' };

  const reference = /^([a-z][a-z0-9_]*)(\.\w+)?(?: ([+-]) (\d+))?$/.exec(text);
  if (!reference) return null;
  const [, name = '', field = '', sign, amount] = reference;
  const offset = sign === undefined ? 0 : Number(`${sign}${amount}`);
  return {
    name,
    resolve(names) {
      const remembered = names.get(name + field) ?? '';
      return offset === 0 ? remembered : String(Number(remembered) + offset);
    },
  };
}
