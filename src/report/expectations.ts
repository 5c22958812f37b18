import type { ExpectationEvent } from '../lesson/events.js';
import { type Html, html } from './html.js';

/** What a step had to show, each with a tick or a cross and in words whether it did. */
export function renderExpectations(expectations: readonly ExpectationEvent[]): Html | null {
  if (expectations.length === 0) return null;
  return html`<ul class="expectations" aria-label="What this had to show">${expectations.map(
    (expectation) => html`<li class="${expectation.ok ? 'held' : 'failed'}">${verdict(expectation)}</li>\n`,
  )}</ul>`;
}

function verdict({ ok, text, expected, got, file, line }: ExpectationEvent): Html {
  if (ok) return html`<span aria-hidden="true">✔</span> ${text}<span class="unseen">: held</span>`;
  return html`<span aria-hidden="true">✘</span> ${text}: did not hold
<dl><dt>expected</dt><dd>${expected}</dd><dt>got</dt><dd>${got}</dd><dt>says</dt><dd>${file}:${line}</dd></dl>`;
}
