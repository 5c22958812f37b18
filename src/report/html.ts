import { printable } from '../view/text.js';

/** A piece of HTML; whatever came from elsewhere is escaped in it. */
export class Html {
  constructor(readonly text: string) {}
}

/** What may stand within HTML: text is escaped, pieces stay as they are, and null is nothing. */
export type Content = Html | string | number | null | readonly Content[];

/** HTML written out, with values in it: `` html`<p>${text}</p>` ``. A value may also be (part of) an attribute in double quotes. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  return new Html(strings.map((part, index) => part + textOf(values[index] ?? null)).join(''));
}

function textOf(content: Content): string {
  if (content === null) return '';
  if (content instanceof Html) return content.text;
  if (typeof content === 'object') return content.map(textOf).join('');
  return escapeText(String(content));
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it stands in HTML. */
export function escapeText(text: string): string {
  return writtenOut(text).replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** Control characters, which HTML may not hold, are written out, but for line ends and tabs. */
export const writtenOut = (text: string): string => text.replace(/[^\P{Cc}\n\t]/gu, printable);
