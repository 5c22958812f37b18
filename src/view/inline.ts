import type { MarkedToken, Token, Tokens } from 'marked';
import { hyperlink } from './hyperlinks.js';
import { paintOf } from './paint.js';
import type { Screen } from './screen.js';
import { glue } from './text.js';

/** A code span up to this long is kept on one line. */
const keptTogether = 24;

/**
 * A code span that nobody takes for prose: no white space in it, not a plain word in lower case, and no mark at
 * either end that could belong to the sentence.
 */
const unmistakable = /^(?!\p{Ll}+$)[^\s:.,;?!](?:\S*[^\s:.,;?!])?$/u;

/**
 * Inline Markdown as one text, not yet wrapped. Without colour, code spans have backticks where they would be taken
 * for prose, and emphasis is left to the words. `addresses`: whether a link is followed by where it leads.
 */
export function renderInline(tokens: readonly Token[], screen: Screen, addresses = true): string {
  return (tokens as MarkedToken[]).map((token) => renderSpan(token, screen, addresses)).join('');
}

/** Where the links lead of which the text, as the screen shows it, does not say it: in order, each once. */
export function addressesOf(tokens: readonly Token[], screen: Screen): string[] {
  if (linksBehindText(screen)) return [];
  const found = (tokens as MarkedToken[]).flatMap((token) => {
    if (token.type === 'link') return saysWhere(token) ? [] : [token.href];
    return 'tokens' in token && token.tokens ? addressesOf(token.tokens, screen) : [];
  });
  return [...new Set(found)];
}

function renderSpan(token: MarkedToken, screen: Screen, addresses: boolean): string {
  const paint = paintOf(screen);
  const inner = (tokens: readonly Token[]) => renderInline(tokens, screen, addresses);
  switch (token.type) {
    case 'strong':
      return paint.strong(inner(token.tokens));
    case 'em':
      return paint.emphasis(inner(token.tokens));
    case 'codespan':
      return codeSpan(token.text, screen);
    case 'link':
      if (leadsOut(token) && linksBehindText(screen))
        return paint.code(hyperlink(inner(token.tokens), token.href));
      if (!addresses || saysWhere(token)) return inner(token.tokens);
      return `${inner(token.tokens)} (${paint.code(token.href)})`;
    case 'image':
      return token.text;
    case 'br':
      return '\n';
    case 'del':
      return inner(token.tokens);
    case 'text':
      return token.tokens ? inner(token.tokens) : token.text.replace(/\s*\n\s*/g, ' ');
    case 'escape':
      return token.text;
    default:
      return '';
  }
}

function codeSpan(text: string, screen: Screen): string {
  const shown = text.length <= keptTogether ? text.replaceAll(' ', glue) : text;
  return screen.colour || unmistakable.test(text) ? paintOf(screen).code(shown) : `\`${shown}\``;
}

const linksBehindText = ({ colour, links }: Screen) => colour && links === true;

/** A link into the page has nowhere to lead. */
const leadsOut = ({ href }: Tokens.Link) => /^[a-z]+:/i.test(href);

/** Terminals find a URL by themselves when it stands in the text. */
function saysWhere(link: Tokens.Link): boolean {
  const { href, text } = link;
  return !leadsOut(link) || text === href || `mailto:${text}` === href;
}
