import type { RedisEvent, SqlEvent, StoreSummary } from '../lesson/events.js';
import { formatDuration } from '../view/duration.js';
import { renderEvent } from '../view/event.js';
import { hasChanged } from '../view/stores.js';
import { grouped } from '../view/text.js';
import { renderChart } from './chart.js';
import { codeBlock, fileFigure } from './code.js';
import { renderExpectations } from './expectations.js';
import { type Html, html } from './html.js';
import { renderLoad } from './load.js';
import { prose } from './prose.js';
import { renderQuiz } from './quiz.js';
import { renderRequests } from './request.js';
import type { Step } from './steps.js';
import { renderStores } from './stores.js';
import { dataTable } from './table.js';

/** A step with what it had to show; one that the learner tried out says so. */
export function renderStep({ what, expectations, tried }: Step): Html {
  const held = renderExpectations(expectations);
  const kind = tried ? 'tried' : 'step';
  switch (what.type) {
    case 'prose':
      return html`<div class="prose">${prose(what.markdown)}</div>${held}\n`;
    case 'lab':
      return note(`Stores: ${nameOf(what.postgres)}, ${nameOf(what.redis)}.`);
    case 'servers': {
      const copies = what.copies.length === 1 ? '' : `, ${what.copies.length} copies`;
      return html`${note(`Now running: server/${what.variant}.ts${copies}.`)}${held}`;
    }
    case 'wait':
      return titled(
        'Wait',
        [
          html`<p>Waited ${formatDuration(what.durationMs)} for ${what.what}.</p>`,
          hasChanged(what) ? renderStores(what) : null,
          held,
        ],
        kind,
      );
    case 'code':
      return html`${fileFigure(what.file, what.code, what.language)}${held}\n`;
    case 'requests': {
      const { method, path, copy, copies, repeat } = what.requests[0];
      const times = repeat.of > 1 ? `, ${repeat.of} times` : '';
      const to = copies > 1 && !what.requests[0].overlapping ? ` to copy ${copy}` : '';
      return titled(`${method} ${path}${to}${times}`, [renderRequests(what.requests), held], kind);
    }
    case 'sql':
      return titled('SQL', [renderSql(what), held], kind);
    case 'redis':
      return titled('Redis', [renderRedis(what), held], kind);
    case 'quiz':
      return titled('Question', [renderQuiz(what), held], 'quiz');
    case 'chart':
      return titled(what.title, [renderChart(what), held]);
    case 'load':
      return titled(`GET ${what.path} under load`, [renderLoad(what), held]);
    case 'replayed':
      return note(renderEvent(what, { width: Number.MAX_SAFE_INTEGER, colour: false, unicode: true }));
    default:
      return html`${asText(what)}${held}`;
  }
}

function titled(
  title: string,
  content: readonly (Html | null)[],
  kind: 'step' | 'tried' | 'quiz' = 'step',
): Html {
  const mark = kind === 'tried' ? html` <span class="tag">you tried this</span>` : null;
  return html`<section class="${kind}"><h3>${title}${mark}</h3>
${content}</section>\n`;
}

const note = (text: string) => html`<p class="note">${text}</p>\n`;

const kinds = { embedded: 'embedded', local: 'local program', url: 'yours' } as const;

const nameOf = ({ product, version, kind, place }: StoreSummary) =>
  `${product} ${version} (${place ?? kinds[kind]})`;

function renderSql(event: SqlEvent): Html {
  const { sql, columns, rows, command, durationMs } = event;
  const total = Number(/^SELECT (\d+)$/.exec(command)?.[1] ?? rows.length);
  const shown = total > rows.length ? `, the first ${rows.length} of them` : '';
  const caption = `${grouped(String(total))} ${total === 1 ? 'row' : 'rows'}${shown}, in ${formatDuration(durationMs)}`;
  return html`${codeBlock(sql, 'sql', 'The statement')}
${columns.length > 0 ? dataTable(caption, columns, rows) : html`<p><code>${command}</code> in ${formatDuration(durationMs)}</p>`}
${hasChanged(event) ? renderStores(event) : null}`;
}

function renderRedis(event: RedisEvent): Html {
  return html`${codeBlock(event.command, 'redis', 'The command')}
${codeBlock(event.reply, 'text', 'The reply')}
${hasChanged(event) ? renderStores(event) : null}`;
}

/** What has no picture of its own here is shown as in a terminal. */
function asText(event: Parameters<typeof renderEvent>[0]): Html | null {
  const text = renderEvent(event, { width: 80, colour: false, unicode: true });
  return text === ''
    ? null
    : html`<div class="step">${codeBlock(text, 'text', 'As in the terminal')}</div>\n`;
}
