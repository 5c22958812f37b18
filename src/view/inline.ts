import type { MarkedToken, Token } from 'marked';
import { paintOf } from './paint.js';
import type { Screen } from './screen.js';
import { glue } from './text.js';

/** A code span up to this long is kept on one line. */
const keptTogether = 24;

/** Inline Markdown as one text, not yet wrapped. Without colour, marks say what colour and weight would. */
export function renderInline(tokens: readonly Token[], screen: Screen): string {
  return (tokens as MarkedToken[]).map((token) => renderSpan(token, screen)).join('');
}

function renderSpan(token: MarkedToken, screen: Screen): string {
  const paint = paintOf(screen);
  switch (token.type) {
    case 'strong':
      return marked('*', paint.strong(renderInline(token.tokens, screen)), screen);
    case 'em':
      return marked('*', paint.emphasis(renderInline(token.tokens, screen)), screen);
    case 'codespan':
      return marked('`', paint.code(together(token.text)), screen);
    case 'link':
      return linkText(renderInline(token.tokens, screen), token.href, token.text, screen);
    case 'image':
      return token.text;
    case 'br':
      return '\n';
    case 'del':
      return renderInline(token.tokens, screen);
    case 'text':
      return token.tokens ? renderInline(token.tokens, screen) : token.text.replace(/\s*\n\s*/g, ' ');
    case 'escape':
      return token.text;
    default:
      return '';
  }
}

const marked = (mark: string, text: string, { colour }: Screen) => (colour ? text : mark + text + mark);

const together = (code: string) => (code.length <= keptTogether ? code.replaceAll(' ', glue) : code);

/** Terminals find a URL by themselves when it stands in the text; a link into the page has nowhere to lead. */
function linkText(shown: string, href: string, text: string, screen: Screen): string {
  const isAddress = /^[a-z]+:/i.test(href);
  if (!isAddress || text === href || `mailto:${text}` === href) return shown;
  return `${shown} (${paintOf(screen).code(href)})`;
}
