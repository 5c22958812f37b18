import type { RequestEvent, TraceEntry } from '../lesson/events.js';
import { formatDuration } from '../view/duration.js';
import { type Html, html } from './html.js';
import { scrolling } from './table.js';

const stores = { redis: 'Redis', postgres: 'PostgreSQL' } as const;

/** Everything that crossed the wire for a request, uncut; closed until the reader wants it. */
export function renderTrace({ trace, copies }: RequestEvent): Html | null {
  if (trace.length === 0) return null;
  const asker = ({ source }: TraceEntry) => (copies > 1 ? `server ${source}` : 'server');
  const rows = trace.map(
    (
      entry,
    ) => html`<tr><td class="number">${formatDuration(entry.startMs)}</td><td>${asker(entry)} to ${stores[entry.store]}</td>
<td><code>${entry.text}</code></td><td>${entry.failed ? 'failed: ' : null}<code>${entry.reply}</code></td><td class="number">${formatDuration(entry.durationMs)}</td></tr>\n`,
  );
  const count = trace.length === 1 ? 'the one statement' : `all ${trace.length} statements`;
  return html`<details><summary>In full: ${count} and what came back</summary>
${scrolling(
  'Statements and replies',
  html`<table><caption>What the servers sent to the stores, and what came back. Times count from the sending of the request.</caption>
<thead><tr><th scope="col">Sent at</th><th scope="col">From, to</th><th scope="col">Statement or command</th><th scope="col">Reply</th><th scope="col">Took</th></tr></thead>
<tbody>${rows}</tbody></table>`,
)}</details>`;
}
