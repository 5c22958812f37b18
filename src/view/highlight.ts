import type { Language } from 'highlight.js';
import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import http from 'highlight.js/lib/languages/http';
import json from 'highlight.js/lib/languages/json';
import sql from 'highlight.js/lib/languages/sql';
import typescript from 'highlight.js/lib/languages/typescript';

/** What a piece of code is; `name` is what something is called: a function, a type, a field, a key. */
export type TokenKind = 'keyword' | 'string' | 'number' | 'name' | 'comment' | 'plain';

/** A piece of code of one kind. */
export interface Token {
  readonly text: string;
  readonly kind: TokenKind;
}

hljs.registerLanguage('bash', bash);
hljs.registerLanguage('http', http);
hljs.registerLanguage('json', json);
hljs.registerLanguage('sql', sql);
hljs.registerLanguage('typescript', typescript);
hljs.registerLanguage('redis', redis);

/** Commands as they are typed at `redis-cli`: the command, its options in capitals, keys whose parts colons divide. */
function redis(): Language {
  return {
    name: 'Redis',
    contains: [
      { scope: 'string', begin: /"/, end: /"/, contains: [{ begin: /\\./ }] },
      { scope: 'string', begin: /'/, end: /'/, contains: [{ begin: /\\./ }] },
      { scope: 'keyword', match: /^\s*[A-Za-z]+(?=\s|$)/ },
      { scope: 'name', match: /[\w*{}.-]+(?::[\w*{}.-]+)+/ },
      { scope: 'number', match: /(?<=\s)-?\d+(?:\.\d+)?(?=\s|$)/ },
      { scope: 'keyword', match: /(?<=\s)[A-Z]{2,}(?=\s|$)/ },
    ],
  };
}

/** What highlight.js calls a piece, by the first word of its class; what is not here is plain. */
const kinds: Readonly<Record<string, TokenKind>> = {
  keyword: 'keyword',
  literal: 'keyword',
  'variable.language': 'keyword',
  string: 'string',
  regexp: 'string',
  number: 'number',
  title: 'name',
  attr: 'name',
  attribute: 'name',
  name: 'name',
  variable: 'name',
  type: 'name',
  built_in: 'name',
  meta: 'keyword',
  comment: 'comment',
  subst: 'plain',
};

/**
 * Code in pieces, which together are the code. `language` is that of a Markdown fence; code in a language that
 * is not known comes back as one plain piece.
 */
export function highlight(code: string, language: string): Token[] {
  if (!hljs.getLanguage(language)) return [{ text: code, kind: 'plain' }];
  return tokensIn(hljs.highlight(code, { language, ignoreIllegals: true }).value);
}

const characters: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
};

/** Reads highlight.js' HTML, the only form in which it gives its findings: text within nested `<span class>`. */
function tokensIn(html: string): Token[] {
  const tokens: Token[] = [];
  const open: TokenKind[] = [];
  for (const [piece, opened] of html.matchAll(/<span class="hljs-([^"]*)">|<\/span>|[^<]+/g)) {
    if (opened !== undefined) open.push(kindOf(opened) ?? open.at(-1) ?? 'plain');
    else if (piece === '</span>') open.pop();
    else {
      const text = piece.replace(/&(?:amp|lt|gt|quot|#x27);/g, (entity) => characters[entity] ?? entity);
      tokens.push({ text, kind: open.at(-1) ?? 'plain' });
    }
  }
  return tokens;
}

function kindOf(classes: string): TokenKind | undefined {
  const [first = '', second] = classes.split(' ');
  return kinds[second === undefined ? first : `${first}.${second.replace(/_$/, '')}`] ?? kinds[first];
}
