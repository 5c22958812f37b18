import type { RequestEvent } from '../lesson/events.js';
import { curlCommand } from '../view/curl.js';
import { formatDuration } from '../view/duration.js';
import { codeBlock } from './code.js';
import { type Html, html } from './html.js';
import { renderSequence } from './sequence.js';
import { renderStores } from './stores.js';
import { dataTable } from './table.js';
import { renderTrace } from './trace.js';

/** A request, or one that was repeated: the first is drawn, the others are a row each, and the stores are as after the last. */
export function renderRequests(requests: readonly [RequestEvent, ...RequestEvent[]]): Html {
  const [first, ...others] = requests;
  const last = others.at(-1) ?? first;
  const together = first.overlapping
    ? html`<p>${first.repeat.of} requests overlapped. Which of them asked the stores what cannot be told apart, so all of it is drawn once.</p>`
    : null;
  return html`${together}${codeBlock(curlCommand(first, 100), 'bash', 'The request as a command')}
${answer(first)}
${renderSequence(first)}
${renderTrace(first)}
${others.length > 0 ? repetitions(others) : null}
${renderStores(last)}`;
}

function answer({ body }: RequestEvent): Html | null {
  if (body === '') return null;
  const isJson = /^[[{]/.test(body.trim());
  return codeBlock(body.trim(), isJson ? 'json' : 'text', 'The answer');
}

function repetitions(requests: readonly RequestEvent[]): Html {
  const count = (request: RequestEvent, store: string) =>
    String(request.trace.filter((entry) => entry.store === store).length);
  const rows = requests.map((request) => {
    const { repeat, method, path, status, headers, durationMs } = request;
    const wire = request.overlapping ? [] : [count(request, 'redis'), count(request, 'postgres')];
    return [
      `${repeat.number} of ${repeat.of}`,
      `${method} ${path}`,
      String(status),
      headers['x-cache'] ?? '',
      formatDuration(durationMs),
      ...wire,
    ];
  });
  const wire = requests[0]?.overlapping ? [] : ['To Redis', 'To PostgreSQL'];
  return dataTable('The others', ['Which', 'Request', 'Status', 'X-Cache', 'Took', ...wire], rows);
}
