import { listNames, type Source } from './lesson-error.js';

/** A fenced code block: its language, the words and attributes after it, and its text. */
export interface Fence {
  /** Line of the opening fence. The text starts on the next. */
  readonly line: number;
  readonly language: string;
  /** The bare word after the language, as in ```` ```yaml quiz ````. */
  readonly word: string | null;
  readonly attributes: ReadonlyMap<string, string>;
  readonly text: string;
}

/** Splits the info string of a fence: `http to=B repeat=5` or `yaml quiz`. */
export function readFence(info: string, text: string, line: number, source: Source): Fence {
  const [language = '', ...parts] = info.trim().split(/\s+/);
  const attributes = new Map<string, string>();
  let word: string | null = null;
  for (const part of parts) {
    const equals = part.indexOf('=');
    if (equals > 0) {
      const name = part.slice(0, equals);
      if (attributes.has(name)) source.fail(line, `the attribute \`${name}\` stands twice`);
      attributes.set(name, part.slice(equals + 1));
    } else if (word === null) word = part;
    else source.fail(line, `\`${part}\` is not an attribute; attributes look like \`name=value\``);
  }
  return { line, language, word, attributes, text };
}

/** Fails where the fence has an attribute, or a word, that a block of its kind does not know. */
export function allowOnly(fence: Fence, names: readonly string[], source: Source): void {
  for (const name of fence.attributes.keys()) {
    if (names.includes(name)) continue;
    const known = names.length === 0 ? 'it takes none' : `it takes ${listNames(names)}`;
    source.fail(fence.line, `a \`${fence.language}\` block has no attribute \`${name}\`; ${known}`);
  }
}

/** The number in an attribute, from 1 to `max`; `fallback` where it is absent. */
export function countAttribute(
  fence: Fence,
  name: string,
  fallback: number,
  max: number,
  source: Source,
): number {
  const text = fence.attributes.get(name);
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > max) {
    source.fail(fence.line, `\`${name}\` must be a whole number from 1 to ${max}, not \`${text}\``);
  }
  return value;
}
