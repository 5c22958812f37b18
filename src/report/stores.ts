import type { Change, Snapshot } from '../lab/snapshot.js';
import { formatTtl } from '../view/duration.js';
import { grouped } from '../view/text.js';
import { renderVerdict } from '../view/verdict.js';
import { type Html, html } from './html.js';
import { scrolling } from './table.js';

const words: Readonly<Record<Change, string>> = {
  same: '',
  added: '+ new',
  changed: '~ changed',
  removed: '− gone',
};

/** A verdict that is never broken into lines. */
const unbroken = { width: 1_000_000, colour: false, unicode: true } as const;

/** What both stores held, what had changed, and whether the cache agreed with the database. */
export function renderStores(snapshot: Snapshot): Html {
  const verdicts = renderVerdict(snapshot, unbroken).map(
    (line, index) =>
      html`<p class="verdict ${snapshot.comparisons[index]?.agreement ?? 'unknown'}">${line}</p>\n`,
  );
  return html`<div class="stores">${postgresTable(snapshot)}${redisTable(snapshot)}</div>\n${verdicts}`;
}

function postgresTable({ postgres: { watched, newest, refusal } }: Snapshot): Html {
  const values = watched.map(({ label, value, change }) =>
    row(change, [html`<th scope="row">${label}</th>`, cell(value === null ? 'null' : grouped(value))]),
  );
  const order = newest && `#${newest.id} ${newest.drink} ${newest.size}`;
  return scrolling(
    'PostgreSQL',
    html`<table><caption>PostgreSQL · the truth</caption>
<thead><tr><th scope="col">What</th><th scope="col" class="number">Value</th><th scope="col">Change</th></tr></thead>
<tbody>${refusal ? html`<tr><td colspan="3">(not readable)</td></tr>` : null}${values}${newest && row(newest.change, [html`<th scope="row">newest order</th>`, cell(order ?? '')])}</tbody></table>`,
  );
}

function redisTable({ redis, comparisons }: Snapshot): Html {
  const keys = redis.keys.map(({ key, value, ttlMs, change }) =>
    row(change, [
      html`<th scope="row"><code>${key}</code></th>`,
      cell(grouped(value)),
      html`<td class="number">${change === 'removed' ? '' : formatTtl(ttlMs)}</td>`,
    ]),
  );
  const more =
    redis.more > 0
      ? html`<tr><td colspan="4">… and ${grouped(String(redis.more))} more keys</td></tr>`
      : null;
  const none = keys.length === 0 && more === null ? html`<tr><td colspan="4">(empty)</td></tr>` : null;
  return scrolling(
    'Redis',
    html`<table><caption>Redis${comparisons.length > 0 ? ' · the cache' : null}</caption>
<thead><tr><th scope="col">Key</th><th scope="col" class="number">Value</th><th scope="col" class="number">Lives</th><th scope="col">Change</th></tr></thead>
<tbody>${keys}${more}${none}</tbody></table>`,
  );
}

const cell = (text: string) => html`<td class="number">${text}</td>`;

function row(change: Change, cells: readonly Html[]): Html {
  return html`<tr class="${change}">${cells}<td class="change">${words[change]}</td></tr>\n`;
}
