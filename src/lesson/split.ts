import { marked } from 'marked';
import { messageOf } from '../errors.js';
import { type Fence, readFence } from './fence.js';
import type { Source } from './lesson-error.js';

/** A sentence in a “You should see” block. */
export interface SentenceLine {
  readonly text: string;
  readonly line: number;
}

/** A piece of a lesson's Markdown, in order. */
export type Piece =
  | { readonly kind: 'heading'; readonly depth: number; readonly text: string; readonly line: number }
  | { readonly kind: 'fence'; readonly fence: Fence; readonly line: number }
  | { readonly kind: 'see'; readonly sentences: readonly SentenceLine[]; readonly line: number }
  | { readonly kind: 'answer'; readonly markdown: string; readonly line: number }
  | { readonly kind: 'prose'; readonly markdown: string; readonly line: number };

const seeMark = /^> \*\*You should see:?\*\*/;
const answerOpen = /^<details>\s*<summary>Answer<\/summary>/;

/** Cuts a lesson's Markdown at its headings, fenced blocks, “You should see” quotes and folded answers. */
export function splitMarkdown(markdown: string, firstLine: number, source: Source): Piece[] {
  const pieces: Piece[] = [];
  let line = firstLine;
  let answer: { text: string; line: number } | null = null;

  for (const token of tokensOf(markdown, firstLine, source)) {
    const raw = token.raw;
    const start = line + leadingBreaks(raw);
    line += raw.split('\n').length - 1;

    if (answer) {
      if (raw.includes('</details>')) {
        pieces.push({ kind: 'answer', markdown: answer.text.trim(), line: answer.line });
        answer = null;
      } else answer.text += raw;
    } else if (token.type === 'html' && answerOpen.test(raw.trimStart())) {
      answer = { text: '', line: start };
    } else if (token.type === 'heading') {
      pieces.push({ kind: 'heading', depth: token.depth, text: token.text, line: start });
    } else if (token.type === 'code' && token.codeBlockStyle !== 'indented') {
      pieces.push({
        kind: 'fence',
        fence: readFence(token.lang ?? '', token.text, start, source),
        line: start,
      });
    } else if (token.type === 'blockquote' && seeMark.test(raw)) {
      pieces.push({ kind: 'see', sentences: readSentences(raw, start, source), line: start });
    } else if (token.type !== 'space' && !/^<!--[\s\S]*-->\s*$/.test(raw)) {
      const before = pieces.at(-1);
      if (before?.kind === 'prose')
        pieces[pieces.length - 1] = { ...before, markdown: `${before.markdown}\n\n${raw.trim()}` };
      else pieces.push({ kind: 'prose', markdown: raw.trim(), line: start });
    }
  }
  if (answer)
    source.fail(answer.line, 'this <details> is never closed; write </details> on a line of its own');
  return pieces;
}

/** The lexer throws where quotes or lists are nested deeper than it can count. */
function tokensOf(markdown: string, firstLine: number, source: Source) {
  try {
    return marked.lexer(markdown);
  } catch (error) {
    source.fail(firstLine, `this cannot be read as Markdown: ${messageOf(error)}`);
  }
}

function leadingBreaks(raw: string): number {
  return /^\n*/.exec(raw)?.[0].length ?? 0;
}

function readSentences(raw: string, firstLine: number, source: Source): SentenceLine[] {
  const sentences: SentenceLine[] = [];
  for (const [index, text] of raw.trimEnd().split('\n').entries()) {
    const line = firstLine + index;
    const item = /^>\s*-\s+(.*)$/.exec(text);
    const continued = /^>\s{2,}(\S.*)$/.exec(text);
    const last = sentences.at(-1);
    if (item) sentences.push({ text: item[1] ?? '', line });
    else if (continued && last)
      sentences[sentences.length - 1] = { ...last, text: `${last.text} ${continued[1]}` };
    else if (index > 0 && text.replace(/^>\s*/, '') !== '') {
      source.fail(
        line,
        'below “You should see” stands a list, one expectation an item: `> - the status is 200`',
      );
    }
  }
  if (sentences.length === 0) source.fail(firstLine, '“You should see” lists nothing');
  return sentences;
}
