import type { LessonEvent, RedisEvent, SqlEvent } from '../lesson/events.js';
import { renderChart } from './chart.js';
import { renderFile } from './code.js';
import { formatDuration } from './duration.js';
import { renderExpectation } from './expectation.js';
import { glyphsOf } from './glyphs.js';
import { renderServerLines, renderStoreLines } from './lab-lines.js';
import { renderLoad } from './load.js';
import { renderMarkdown } from './markdown.js';
import { type Paint, paintOf } from './paint.js';
import { paintCode } from './paint-code.js';
import { renderAnswer, renderQuestion } from './quiz.js';
import { renderRequest } from './request.js';
import type { Screen } from './screen.js';
import { renderServing } from './serving.js';
import { hasChanged, renderStores } from './stores.js';
import { renderTable } from './table.js';
import { oneLine, printable, widthOf, wrap } from './text.js';
import { wrapCode } from './wrap-code.js';

/** An event as it stays on the screen; empty for one that only announces or reports progress. */
export function renderEvent(event: LessonEvent, screen: Screen): string {
  const paint = paintOf(screen);
  const glyphs = glyphsOf(screen);
  switch (event.type) {
    case 'lesson':
      return lines(`Lesson ${event.number} ${glyphs.dot} ${event.title}`, screen, paint.heading);
    case 'lab':
      return renderStoreLines(event, screen);
    case 'servers':
      return renderServerLines(event, screen);
    case 'serving':
      return renderServing(event, screen);
    case 'scene':
      return sceneTitle(event, screen);
    case 'prose':
      return renderMarkdown(event.markdown, screen);
    case 'code':
      return renderFile(event.file, event.code, event.language, screen);
    case 'wait': {
      const text = `waited ${formatDuration(event.durationMs)} for ${printable(event.what)}`;
      return withStores(wrap(text, screen.width), event, screen);
    }
    case 'request':
      return renderRequest(event, screen);
    case 'sql':
      return withStores([...sqlPrompt(event.sql, screen), renderTable(event, screen)], event, screen);
    case 'redis':
      return withStores(redisDialogue(event, screen), event, screen);
    case 'load':
      return renderLoad(event, screen);
    case 'chart':
      return renderChart(event, screen);
    case 'question':
      return renderQuestion(event.question, event.options, screen);
    case 'quiz':
      return renderAnswer(event, screen);
    case 'expectation':
      return renderExpectation(event, screen);
    case 'end':
      return endLine(event, screen);
    case 'replayed':
      return renderReplayed(event, screen);
    case 'preparing':
    case 'waiting':
    case 'loading':
    case 'step':
      return '';
  }
}

type Of<T extends LessonEvent['type']> = Extract<LessonEvent, { type: T }>;

function lines(text: string, screen: Screen, style: Paint['plain']): string {
  return wrap(text, screen.width)
    .map((line) => style(line))
    .join('\n');
}

function sceneTitle({ number, of, title }: Of<'scene'>, screen: Screen): string {
  const { line } = glyphsOf(screen);
  const { faint, heading } = paintOf(screen);
  const count = `${number} of ${of}`;
  const start = `${line.repeat(2)} ${count} ${line.repeat(2)} `;
  const space = ' '.repeat(widthOf(start));
  const [shown = '', ...others] = wrap(title, screen.width - widthOf(start));
  if (others.length > 0) {
    return [faint(start) + heading(shown), ...others.map((part) => space + heading(part))].join('\n');
  }
  const rest = Math.min(screen.width, 80) - widthOf(start + shown) - 1;
  return faint(start) + heading(shown) + (rest > 1 ? faint(` ${line.repeat(rest)}`) : '');
}

/** As at psql's prompt; what wraps goes on after psql's own prompt for more. */
function sqlPrompt(sql: string, screen: Screen): string[] {
  const { faint } = paintOf(screen);
  const statement = sql.trim().replace(/;?$/, ';');
  const lines = statement.split('\n').flatMap((line) => wrap(line, screen.width - 7));
  return paintCode(lines, statement, 'sql', screen).map(
    (line, index) => faint(index === 0 ? 'shop=# ' : 'shop-# ') + line,
  );
}

function redisDialogue({ command, reply }: RedisEvent, screen: Screen): string[] {
  const prompt = '127.0.0.1> ';
  const { faint } = paintOf(screen);
  const shown = oneLine(command);
  const lines = wrap(shown, screen.width - prompt.length);
  const [first = '', ...others] = paintCode(lines, shown, 'redis', screen);
  return [
    faint(prompt) + first,
    ...others.map((line) => ' '.repeat(prompt.length) + line),
    ...wrapCode(reply, screen.width),
  ];
}

/** What has been done again, so that the stores are as they must be here. */
function renderReplayed({ scenes, within }: Of<'replayed'>, screen: Screen): string {
  const { faint } = paintOf(screen);
  if (within) return lines('The stores are again as the lesson left them.', screen, faint);
  if (scenes === 0) return lines('The stores are as at the beginning.', screen, faint);
  const replayed = scenes === 1 ? 'Scene 1 has' : `Scenes 1 to ${scenes} have`;
  const text = `${replayed} been replayed: the stores are as scene ${scenes + 1} needs them.`;
  return lines(text, screen, faint);
}

/** Looking changes nothing, and then the stores are not shown again. */
function withStores(parts: string[], event: SqlEvent | RedisEvent | Of<'wait'>, screen: Screen): string {
  return (hasChanged(event) ? [...parts, '', renderStores(event, screen)] : parts).join('\n');
}

function endLine({ ok, expectations, failed }: Of<'end'>, screen: Screen): string {
  const { good, bad } = paintOf(screen);
  const { tick, cross } = glyphsOf(screen);
  if (!ok) return lines(`${cross} ${failed} of ${expectations} expectations did not hold`, screen, bad);
  return lines(`${tick} the end: all ${expectations} expectations held`, screen, good);
}
